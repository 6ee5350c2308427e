using Components.Intent;
using Pulumi;

namespace Components.Network;

/// <summary>The arguments of <see cref="NetworkIsolation"/>.</summary>
public sealed class NetworkIsolationArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
