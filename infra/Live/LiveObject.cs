using Manifests;

namespace Infra.Live;

/// <summary>An object of a cluster with its key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The object.</param>
internal sealed record LiveObject(ObjectKey Key, MapNode Value);
