using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>Istio's CRDs and the default revision's validation.</summary>
public static class IstioBaseRelease
{
    /// <summary>The release.</summary>
    public static ChartRelease For(RegionIntent intent, PlatformOptions options) => IstioCharts.Release(
        "base",
        role: "base",
        name: "istio-base",
        intent.Mesh.RootNamespace,
        options,
        Map(
            ("defaultRevision", options.Revisions.FirstOrDefault(revision => revision.IsDefault)?.Name ?? IstioRevision.DefaultTag),
            ("global", Map(("istioNamespace", intent.Mesh.RootNamespace)))));
}
