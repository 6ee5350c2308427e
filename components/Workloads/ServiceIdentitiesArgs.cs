using Components.Intent;
using Pulumi;

namespace Components.Workloads;

/// <summary>The arguments of <see cref="ServiceIdentities"/>.</summary>
public sealed class ServiceIdentitiesArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}
