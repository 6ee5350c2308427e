using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Manifests.Networking.V1;

namespace Components.Network;

/// <summary>The pods of the platform that every policy talks about.</summary>
internal static class PlatformPeers
{
    /// <summary>No labels: every pod.</summary>
    public static IReadOnlyDictionary<string, string> AllPods { get; } = new Dictionary<string, string>();

    /// <summary>The labels of istiod's pods.</summary>
    public static IReadOnlyDictionary<string, string> IstiodLabels { get; } = new Dictionary<string, string> { ["app"] = "istiod" };

    /// <summary>The cluster's DNS servers, as every distribution that follows kubeadm labels them.</summary>
    public static NetworkPolicyPeer ClusterDns { get; } =
        NetworkPeers.Pods("kube-system", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" });

    /// <summary>istiod of the region.</summary>
    public static NetworkPolicyPeer Istiod(MeshOptions mesh) => NetworkPeers.Pods(mesh.RootNamespace, IstiodLabels);

    /// <summary>istio-csr, which its chart labels with its own name.</summary>
    public static NetworkPolicyPeer IstioCsr { get; } =
        NetworkPeers.Pods(PlatformNamespaceNames.CertManager, new Dictionary<string, string> { ["app"] = "cert-manager-istio-csr" });

    /// <summary>Prometheus, with the label that the Prometheus operator gives to its pods.</summary>
    public static NetworkPolicyPeer Prometheus(MeshOptions mesh) =>
        NetworkPeers.Pods(mesh.MonitoringNamespace, new Dictionary<string, string> { ["app.kubernetes.io/name"] = "prometheus" });

    /// <summary>The region's ingress gateway.</summary>
    public static NetworkPolicyPeer IngressGateway(MeshOptions mesh) => NetworkPeers.Pods(mesh.GatewayNamespace, Gateways.IngressLabels(mesh));

    /// <summary>The region's egress gateway.</summary>
    public static NetworkPolicyPeer EgressGateway(MeshOptions mesh) => NetworkPeers.Pods(mesh.GatewayNamespace, Gateways.EgressLabels);

    /// <summary>The region's own east-west gateway: where calls from other regions come from.</summary>
    public static NetworkPolicyPeer EastWestGateway(MeshOptions mesh) => NetworkPeers.Pods(mesh.GatewayNamespace, Gateways.EastWestLabels);
}
