using Components.Intent;
using Pulumi;

namespace Components.Mesh;

/// <summary>The arguments of <see cref="TrafficPolicies"/>.</summary>
public sealed class TrafficPoliciesArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
