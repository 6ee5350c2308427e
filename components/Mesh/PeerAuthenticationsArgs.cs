using Components.Intent;
using Pulumi;

namespace Components.Mesh;

/// <summary>The arguments of <see cref="PeerAuthentications"/>.</summary>
public sealed class PeerAuthenticationsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
