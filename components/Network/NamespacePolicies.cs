using Components.Intent;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>What holds for all pods of a namespace: nothing is allowed, except name resolution and what the mesh itself needs.</summary>
internal static class NamespacePolicies
{
    /// <summary>The default deny, and DNS.</summary>
    public static IEnumerable<NetworkPolicy> Isolated(string @namespace)
    {
        yield return DefaultDeny(@namespace);
        yield return Allow("dns", @namespace, PlatformPeers.AllPods, [], [Dns()]);
    }

    /// <summary>What a proxy needs: istiod; and Prometheus needs the proxy's metrics.</summary>
    public static NetworkPolicy Proxies(MeshOptions mesh, string @namespace) => Allow(
        "proxies",
        @namespace,
        PlatformPeers.AllPods,
        [From([PlatformPeers.Prometheus(mesh)], PlatformPorts.ProxyMetrics)],
        [To([PlatformPeers.Istiod(mesh)], PlatformPorts.IstiodXds)]);

    private static NetworkPolicyEgressRule Dns() => new()
    {
        To = [PlatformPeers.ClusterDns],
        Ports =
        [
            new NetworkPolicyPort { Protocol = "UDP", Port = PlatformPorts.Dns },
            new NetworkPolicyPort { Protocol = "TCP", Port = PlatformPorts.Dns },
        ],
    };
}
