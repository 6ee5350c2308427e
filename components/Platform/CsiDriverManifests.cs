using Components.Intent;
using Components.Network;
using Manifests;

namespace Components.Platform;

/// <summary>The objects around cert-manager's CSI driver: who may reach it, and whom it may reach.</summary>
public static class CsiDriverManifests
{
    /// <summary>The network policies of its namespace; nothing where it is not installed.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions options)
    {
        const string own = PlatformNamespaceNames.CsiDriver;
        return options.CsiDriverVersion is null
            ? []
            :
            [
                NamespacePolicies.Dns(own),
                // The kubelet calls it over a socket of the node, and probes of the node's own are never kept out.
                NetworkPolicyFactory.Allow(
                    own,
                    own,
                    PlatformPeers.AllPods,
                    [NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], PlatformPorts.CertManagerMetrics)],
                    [NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]),
                NamespacePolicies.DefaultDeny(own),
            ];
    }
}
