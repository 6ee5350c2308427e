using Manifests;

namespace Policies.Evaluation.Authorization;

/// <summary>A request as the server's proxy shows it to its policies.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The normalized path without its query.</param>
/// <param name="FullPath">The normalized path with its query.</param>
/// <param name="Authority">The <c>:authority</c>; null when it is not known.</param>
/// <param name="Headers">The headers by name in lower case.</param>
/// <param name="Claims">The claims of the validated token; null for none.</param>
/// <param name="SpaceDelimitedClaims">The claims that are read as lists of words.</param>
/// <param name="Metadata">What other filters have noted, by filter and key; null when that is not known.</param>
internal readonly record struct RequestView(
    string Method,
    string Path,
    string FullPath,
    string? Authority,
    IReadOnlyDictionary<string, string> Headers,
    MapNode? Claims,
    IReadOnlySet<string> SpaceDelimitedClaims,
    MapNode? Metadata = null);
