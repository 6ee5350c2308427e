using Components.Intent;
using Pulumi;

namespace Components.Edge;

/// <summary>The arguments of <see cref="PublicEdge"/>.</summary>
public sealed class PublicEdgeArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
