using System.Globalization;
using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>ztunnel: on each node, the mutual TLS and the connection policies of an ambient region's workloads.</summary>
/// <remarks>
/// Values of the chart <c>ztunnel</c> 1.30, manifests/charts/ztunnel/values.yaml. It mounts a host path and enters pods' network namespaces, so it runs beside
/// the CNI node agent, in a namespace that allows that.
/// </remarks>
public static class ZtunnelRelease
{
    /// <summary>The release.</summary>
    public static ChartRelease For(RegionIntent intent, PlatformOptions options)
    {
        var values = Map(
            ("istioNamespace", intent.Mesh.RootNamespace),
            ("multiCluster", Map(("clusterName", intent.Region.Cluster))),
            ("network", intent.Region.Network),
            ("logAsJson", true),
            // In seconds, since ztunnel does not read times as Go does (ztunnel: src/config.rs) and would fall back to its default unseen.
            ("env", Map(
                ("CLUSTER_DOMAIN", intent.Region.ClusterDomain),
                ("SECRET_TTL", string.Create(CultureInfo.InvariantCulture, $"{(long)intent.Mesh.WorkloadCertificateLifetime.TotalSeconds}s")))),
            ("resources", Resources(cpu: 200, memory: 512)));
        if (intent.Mesh.IssuedByCertManager)
        {
            values.Add("caAddress", IstioCsrRelease.Address);
        }

        return IstioCharts.Release("ztunnel", role: "ztunnel", name: "ztunnel", PlatformNamespaceNames.IstioCni, options, values);
    }
}
