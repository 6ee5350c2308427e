using Components.Intent;
using Components.Pki;
using Components.Platform;
using Components.Workloads;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Linkerd;

/// <summary>The arguments of <see cref="LinkerdControlPlane"/>.</summary>
public sealed class LinkerdControlPlaneArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>The identity issuer, as <see cref="LinkerdControlPlane.Authority"/> gives it.</summary>
    public required IntermediatePlan Issuer { get; init; }

    /// <summary>Every root of the environment in the order of the plan; the one that the issuer names is among them.</summary>
    public required IReadOnlyList<RootAuthority> Roots { get; init; }

    /// <summary>The life of the webhooks' certificates, and who issues them.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}
