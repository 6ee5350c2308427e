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
    /// <param name="revision">Which of several control planes; null where there is one.</param>
    public static ChartRelease For(RegionIntent intent, PlatformOptions options, object caCertificates, IstioRevision? revision = null)
    {
        var values = Map(
            ("global", Global(intent)),
            ("meshConfig", MeshConfig.For(intent, caCertificates)),
            ("env", Environment(intent.Mesh)),
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

        if (intent.Mesh.IssuedBySpire)
        {
            values.Add("sidecarInjectorWebhook", SpireInjection.Webhook);
        }

        if (revision is null)
        {
            return IstioCharts.Release("istiod", role: "istiod", name: "istiod", intent.Mesh.RootNamespace, options, values);
        }

        values.Add("revision", revision.Name);
        values.Add("revisionTags", List(revision.Tags));
        var name = $"istiod-{revision.Name}";
        return IstioCharts.Release("istiod", role: name, name, intent.Mesh.RootNamespace, options, values) with { Version = revision.Version };
    }

    private static Dictionary<string, object> Environment(MeshOptions mesh)
    {
        // Without it istiod ignores a changed root in cacerts, and the whole update with it.
        var environment = Map(("ISTIO_MULTIROOT_MESH", "true"));
        if (mesh.IssuedByCertManager)
        {
            environment.Add("ENABLE_CA_SERVER", "false");
        }

        return environment;
    }

    private static Dictionary<string, object> Global(RegionIntent intent)
    {
        var global = GlobalOf(intent);
        if (intent.Mesh.IssuedByCertManager)
        {
            global.Add("caAddress", IstioCsrRelease.Address);
        }

        return global;
    }

    private static Dictionary<string, object> GlobalOf(RegionIntent intent) => Map(
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
