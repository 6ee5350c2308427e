using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>The network policies of the platform's own namespaces: control plane, gateways, certificates.</summary>
internal static class PlatformPolicies
{
    /// <summary>Plain HTTP: cert-manager's own look at an ACME challenge before it asks the CA to look.</summary>
    private const int AcmeSelfCheckPort = 80;

    /// <summary>The platform's namespaces.</summary>
    public static IEnumerable<string> Namespaces(RegionIntent intent) => intent.HasIstio
        ? [intent.Mesh.RootNamespace, PlatformNamespaceNames.IstioCni, PlatformNamespaceNames.CertManager, intent.Mesh.GatewayNamespace]
        : [PlatformNamespaceNames.CertManager];

    /// <summary>istiod, which every proxy of the region calls, and the API server for its webhooks; and the CNI node agents.</summary>
    public static IEnumerable<NetworkPolicy> ControlPlane(RegionIntent intent)
    {
        var mesh = intent.Mesh;
        return !intent.HasIstio ? [] :
        [
            KubernetesApiAccess(mesh.RootNamespace),
            KubernetesApiAccess(PlatformNamespaceNames.IstioCni),
            Metrics(mesh, mesh.RootNamespace),
            Metrics(mesh, PlatformNamespaceNames.IstioCni),
            Allow(
                "istiod",
                mesh.RootNamespace,
                PlatformPeers.IstiodLabels,
                [
                    From([.. Proxies(intent)], PlatformPorts.IstiodXds),
                    From([], PlatformPorts.IstiodWebhooks),
                ],
                []),
        ];
    }

    /// <summary>Everything that istiod gives certificates and configuration to, ordered by namespace.</summary>
    private static IEnumerable<NetworkPolicyPeer> Proxies(RegionIntent intent)
    {
        IEnumerable<string> whole = intent.Region.IsAmbient
            ? [PlatformNamespaceNames.IstioCni]
            : intent.Namespaces.Where(candidate => candidate.Injected).Select(own => own.Name);
        return
        [
            .. whole.Append(intent.Mesh.GatewayNamespace).Order(StringComparer.Ordinal).Select(NetworkPeers.Namespace),
            .. intent.Waypoints.Select(own => NetworkPeers.Pods(own, Waypoints.Labels)),
        ];
    }

    /// <summary>The gateways that the region has.</summary>
    public static IEnumerable<NetworkPolicy> Gateway(RegionIntent intent)
    {
        var mesh = intent.Mesh;
        return !intent.HasIstio ? [] :
        [
            NamespacePolicies.Proxies(mesh, mesh.GatewayNamespace),
            .. Gateways.HasIngress(intent)
                ? [Gateway(
                    intent,
                    "ingress-gateway",
                    Gateways.IngressLabels(mesh),
                    Gateways.IngressPorts(intent),
                    caller => caller is CallSource.FromIngress)]
                : (NetworkPolicy[])[],
            .. EdgePolicies.For(intent),
            .. intent.Region.EastWestAddress is null
                ? (NetworkPolicy[])[]
                : [Gateway(
                    intent,
                    "east-west-gateway",
                    Gateways.EastWestLabels,
                    [Gateways.EastWestPort],
                    caller => caller is CallSource.FromWorkload { Remote: true })],
            .. Gateways.HasEgress(intent) ? [EgressGateway(intent)] : (NetworkPolicy[])[],
        ];
    }

    /// <summary>The egress gateway: in from the callers of external services, out to any address, since those are known by name only.</summary>
    private static NetworkPolicy EgressGateway(RegionIntent intent)
    {
        var externals = intent.Externals.Where(external => external.ThroughGateway).ToList();
        var callers = externals.SelectMany(external => external.Callers)
            .DistinctBy(caller => (caller.Namespace, caller.Name))
            .OrderBy(caller => caller.Namespace, StringComparer.Ordinal).ThenBy(caller => caller.Name, StringComparer.Ordinal);
        return Allow(
            "egress-gateway",
            intent.Mesh.GatewayNamespace,
            Gateways.EgressLabels,
            [From([.. callers.Select(caller => NetworkPeers.Pods(caller.Namespace, caller.Labels))], Gateways.EgressPort)],
            [To(NetworkPeers.AnyAddress, [.. externals.Select(external => external.Port)])]);
    }

    /// <summary>cert-manager and trust-manager.</summary>
    public static IEnumerable<NetworkPolicy> CertManager(RegionIntent intent) =>
    [
        KubernetesApiAccess(PlatformNamespaceNames.CertManager),
        Allow(
            "cert-manager",
            PlatformNamespaceNames.CertManager,
            PlatformPeers.AllPods,
            [
                From([], PlatformPorts.CertManagerWebhook, PlatformPorts.TrustManagerWebhook),
                From([PlatformPeers.Prometheus(intent.Mesh)], PlatformPorts.CertManagerMetrics),
            ],
            [To(NetworkPeers.AnyAddress, AcmeSelfCheckPort), .. EdgePolicies.DnsChallenge(intent)]),
    ];

    /// <summary>A gateway takes its ports from anywhere and reaches the workloads that it may call on somebody's behalf.</summary>
    private static NetworkPolicy Gateway(
        RegionIntent intent, string name, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int> ports, Func<CallSource, bool> calls) =>
        Allow(
            name,
            intent.Mesh.GatewayNamespace,
            labels,
            [From([], [.. ports, PlatformPorts.GatewayHealth])],
            [.. intent.Region.IsAmbient ? AmbientPolicies.FromIngress(intent) : CallablePorts.OpenTo(intent, calls)]);

    private static NetworkPolicy Metrics(MeshOptions mesh, string @namespace) => Allow(
        "metrics", @namespace, PlatformPeers.AllPods, [From([PlatformPeers.Prometheus(mesh)], PlatformPorts.IstioMetrics)], []);

    private static NetworkPolicy KubernetesApiAccess(string @namespace) => Allow(
        "kubernetes-api", @namespace, PlatformPeers.AllPods, [], [To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]);
}
