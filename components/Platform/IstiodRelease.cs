using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>Istio's control plane.</summary>
/// <remarks>Values of the chart <c>istiod</c> 1.30, manifests/charts/istio-control/istio-discovery/values.yaml.</remarks>
public static class IstiodRelease
{
    /// <summary>The release.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">Versions and sizes.</param>
    /// <param name="caCertificates">What <see cref="CaCertificates.For"/> made, or an output of it.</param>
    public static ChartRelease For(RegionIntent intent, PlatformOptions options, object caCertificates)
    {
        var values = Map(
            ("global", Global(intent)),
            ("meshConfig", MeshConfig.For(intent, caCertificates)),
            // Without it istiod ignores a changed root in cacerts, and the whole update with it.
            ("env", Map(("ISTIO_MULTIROOT_MESH", "true"))),
            ("cni", Map(("enabled", true))),
            ("seccompProfile", RuntimeDefaultSeccomp),
            ("resources", Resources(cpu: 250, memory: 1024)),
            ("autoscaleEnabled", options.HighlyAvailable),
            ("autoscaleMin", options.Replicas),
            ("autoscaleMax", Math.Max(5, options.Replicas)),
            ("replicaCount", options.Replicas));
        if (intent.Region.IsAmbient)
        {
            values.Add("profile", "ambient");
            // Only ztunnel may ask for certificates of other workloads, those on its node; it has to be known where it runs.
            values.Add("trustedZtunnelNamespace", PlatformNamespaceNames.IstioCni);
            // Waypoints' pods have to pass the Pod Security level of the application's namespace.
            values.Add("gateways", Map(("seccompProfile", RuntimeDefaultSeccomp)));
        }

        return IstioCharts.Release("istiod", role: "istiod", name: "istiod", intent.Mesh.RootNamespace, options, values);
    }

    private static Dictionary<string, object> Global(RegionIntent intent) => Map(
        ("istioNamespace", intent.Mesh.RootNamespace),
        ("meshID", intent.Mesh.MeshId),
        ("multiCluster", Map(("clusterName", intent.Region.Cluster))),
        ("network", intent.Region.Network),
        ("logAsJson", true),
        ("proxy", Map(
            ("clusterDomain", intent.Region.ClusterDomain),
            // Injected containers have to pass the Pod Security level of the application's namespace.
            ("seccompProfile", RuntimeDefaultSeccomp),
            ("resources", Resources(cpu: 50, memory: 128)))));
}
