using Manifests;

namespace Infra.Hermetic;

/// <summary>A Kubernetes object that the program registered for a region.</summary>
internal sealed record RegisteredObject
{
    /// <summary>The region whose provider it was registered with.</summary>
    public required string Region { get; init; }

    /// <summary>The component resource that it belongs to, by name; the region's name for what belongs to none.</summary>
    public required string Component { get; init; }

    /// <summary>Pulumi's resource type token, such as <c>kubernetes:security.istio.io/v1:AuthorizationPolicy</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Pulumi's resource name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called.</summary>
    public required RegisteredName Object { get; init; }

    /// <summary>Makes <see cref="Manifest"/>, when it is first asked for: a list of what is new needs names only.</summary>
    public required Lazy<MapNode> Source { get; init; }

    /// <summary>The object itself; the values of a Secret are replaced by <see cref="SecretKinds.Redacted"/>.</summary>
    public MapNode Manifest => Source.Value;

    /// <summary>Whether the object carries secret values, which are held back.</summary>
    public required bool IsSecret { get; init; }
}
