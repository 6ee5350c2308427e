using Manifests;

namespace Infra.Hermetic;

/// <summary>A Helm release that the program registered for a region.</summary>
internal sealed record RegisteredRelease
{
    /// <summary>The region whose provider it was registered with.</summary>
    public required string Region { get; init; }

    /// <summary>The component resource that it belongs to, by name.</summary>
    public required string Component { get; init; }

    /// <summary>Pulumi's resource name.</summary>
    public required string Name { get; init; }

    /// <summary>The release's inputs as registered: <c>chart</c>, <c>version</c>, <c>namespace</c>, <c>repositoryOpts</c>, <c>values</c>, …</summary>
    public required MapNode Inputs { get; init; }
}
