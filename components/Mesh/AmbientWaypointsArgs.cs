using Components.Intent;
using Pulumi;

namespace Components.Mesh;

/// <summary>The arguments of <see cref="AmbientWaypoints"/>.</summary>
public sealed class AmbientWaypointsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
