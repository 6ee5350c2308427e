using Components.Intent;

namespace Components.Platform;

/// <summary>Everything of Istio that a region's cluster gets.</summary>
public static class IstioReleases
{
    /// <summary>
    /// The releases in the order of their installation: CRDs, CNI node agent, control plane, ztunnel, gateways. None in a region that is all Linkerd's.
    /// </summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">Versions and sizes.</param>
    /// <param name="caCertificates">What <see cref="CaCertificates.For"/> made, or an output of it.</param>
    public static IReadOnlyList<ChartRelease> For(RegionIntent intent, PlatformOptions options, object caCertificates) => !intent.HasIstio ? [] :
    [
        IstioBaseRelease.For(intent, options),
        IstioCniRelease.For(intent.Region, options),
        .. ControlPlanes(intent, options, caCertificates),
        .. intent.Region.IsAmbient ? [ZtunnelRelease.For(intent, options)] : (ChartRelease[])[],
        .. GatewayReleases.For(intent, options),
    ];

    /// <summary>The control planes: one, or one for each revision.</summary>
    /// <inheritdoc cref="For"/>
    public static IEnumerable<ChartRelease> ControlPlanes(RegionIntent intent, PlatformOptions options, object caCertificates) =>
        !intent.HasIstio ? []
        : options.Revisions.Count == 0 ? [IstiodRelease.For(intent, options, caCertificates)]
        : options.Revisions.Select(revision => IstiodRelease.For(intent, options, caCertificates, revision));
}
