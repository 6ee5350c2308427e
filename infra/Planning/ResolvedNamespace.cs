using Components.Intent;

namespace Infra.Planning;

/// <summary>A namespace with its defaults filled in.</summary>
internal sealed record ResolvedNamespace
{
    /// <summary>The namespace as components see it.</summary>
    public required NamespaceIntent Intent { get; init; }

    /// <summary>The regions that have it, in ordinal order.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The peer authentication mode that holds in it: its own, or the mesh's.</summary>
    public required MutualTlsMode Mode { get; init; }
}
