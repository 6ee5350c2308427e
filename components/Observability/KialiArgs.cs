using Components.Intent;
using Components.Workloads;
using Pulumi;

namespace Components.Observability;

/// <summary>The arguments of <see cref="Kiali"/>.</summary>
public sealed class KialiArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Who issues Prometheus' certificate, and how long it lives.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}
