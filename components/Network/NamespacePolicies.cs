using Components.Intent;
using Components.Linkerd;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>What holds for all pods of a namespace: nothing is allowed, except name resolution and what the mesh itself needs.</summary>
internal static class NamespacePolicies
{
    /// <summary>Isolates every pod of a namespace in both directions and allows nothing.</summary>
    public static NetworkPolicy DefaultDeny(string @namespace) => Nothing("default-deny", @namespace);

    /// <summary>Name resolution, which everything needs before its first call.</summary>
    public static NetworkPolicy Dns(string @namespace) => Allow("dns", @namespace, PlatformPeers.AllPods, [], [ToDns()]);

    /// <summary>What a proxy needs: istiod, and istio-csr where it issues; and Prometheus needs the proxy's metrics.</summary>
    public static NetworkPolicy Proxies(MeshOptions mesh, string @namespace) => Allow(
        "proxies",
        @namespace,
        PlatformPeers.AllPods,
        [From([PlatformPeers.Prometheus(mesh)], PlatformPorts.ProxyMetrics)],
        [.. ToControlPlane(mesh)]);

    /// <summary>Where a proxy gets its configuration, and its certificate where that is not istiod too.</summary>
    public static IEnumerable<NetworkPolicyEgressRule> ToControlPlane(MeshOptions mesh) =>
    [
        To([PlatformPeers.Istiod(mesh)], PlatformPorts.IstiodXds),
        .. mesh.IssuedByCertManager ? [To([PlatformPeers.IstioCsr], PlatformPorts.IstioCsr)] : (NetworkPolicyEgressRule[])[],
    ];

    /// <summary>What a proxy of Linkerd's needs: its control plane; and Prometheus needs the proxy's metrics.</summary>
    public static NetworkPolicy LinkerdProxies(MeshOptions mesh, string @namespace) => Allow(
        "proxies",
        @namespace,
        PlatformPeers.AllPods,
        [From([PlatformPeers.Prometheus(mesh)], LinkerdNames.AdminPort)],
        [To([NetworkPeers.Namespace(LinkerdNames.Namespace)], LinkerdPorts.ControlPlane)]);

    private static NetworkPolicyEgressRule ToDns() => new()
    {
        To = [PlatformPeers.ClusterDns],
        Ports =
        [
            new NetworkPolicyPort { Protocol = "UDP", Port = PlatformPorts.Dns },
            new NetworkPolicyPort { Protocol = "TCP", Port = PlatformPorts.Dns },
        ],
    };
}
