using Components.Intent;
using Pulumi;

namespace Components.Workloads;

/// <summary>The arguments of <see cref="RedisServers"/>.</summary>
public sealed class RedisServersArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>How long the certificates live.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}
