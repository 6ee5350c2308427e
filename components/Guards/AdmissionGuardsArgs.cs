using Components.Intent;
using Components.Platform;
using Components.Workloads;
using Pulumi;

namespace Components.Guards;

/// <summary>The arguments of <see cref="AdmissionGuards"/>.</summary>
public sealed class AdmissionGuardsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes: whether Gatekeeper enforces the guards.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>How long certificates of workloads live, and who issues them.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}
