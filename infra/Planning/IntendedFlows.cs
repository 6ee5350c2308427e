using System.Net;
using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Policies.Model;
using PortProtocol = Components.Intent.PortProtocol;
using Workload = Components.Intent.Workload;

namespace Infra.Planning;

/// <summary>The connections that a region's network is meant to carry: those of the platform, and one for each call of the intent.</summary>
/// <remarks>The platform's ports stand here a second time on purpose: a proof that took them from the policies would prove nothing.</remarks>
internal static class IntendedFlows
{
    private const int Dns = 53;
    private const int IstiodXds = 15012;
    private const int IstiodWebhooks = 15017;
    private const int IstioMetrics = 15014;
    private const int ProxyMetrics = 15020;
    private const int GatewayHealth = 15021;
    private const int LinkerdMetrics = 4191;
    private const int LinkerdOpaque = 4143;

    /// <summary>What every proxy of Linkerd's asks: identity, destination and policy controllers.</summary>
    internal static readonly int[] LinkerdPolicies = [8080, 8086, 8090];

    /// <summary>The ports at which the API server is asked.</summary>
    internal static readonly int[] KubernetesApi = [443, 6443];

    private static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>();

    /// <summary>Every address but those of the own link, where a cloud hands out its nodes' credentials.</summary>
    internal static readonly FlowEnd.Addresses AnyAddress = new(["0.0.0.0/0", "::/0"], ["169.254.0.0/16", "fe80::/10"]);

    /// <summary>The connections of a region.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">What is installed around the mesh.</param>
    public static IReadOnlyList<IntendedFlow> Of(RegionIntent intent, PlatformOptions options)
    {
        var ends = new FlowEnds(intent);
        return
        [
            .. NameResolution(intent, options),
            .. intent.Region.IsAmbient ? AmbientFlows.Of(intent) : intent.HasIstio ? Proxies(intent) : [],
            .. LinkerdProxies(intent),
            .. intent.HasIstio ? ControlPlane(intent) : [],
            .. CertManager(intent),
            .. Challenges(intent),
            .. GatewayPorts(intent),
            .. intent.Workloads.Where(workload => !intent.Region.IsAmbient || !workload.InMesh).SelectMany(workload => To(ends, workload)),
            .. intent.Workloads.SelectMany(workload => ToOtherRegions(intent, workload)),
            .. ToExternals(intent),
            .. Anonymous(intent),
            .. intent.Workloads.SelectMany(Own),
            .. Console(intent),
            .. PlatformFlows.Of(intent, options),
        ];
    }

    /// <summary>Kiali reads the mesh from the Kubernetes API and its traffic from Prometheus.</summary>
    private static IEnumerable<IntendedFlow> Console(RegionIntent intent)
    {
        if (intent.Kiali is { } kiali)
        {
            var pods = new FlowEnd.Pods("kiali", Labels("app.kubernetes.io/name", "kiali"));
            yield return Flow(pods, AnyAddress, KubernetesApi);
            yield return Flow(pods, Prometheus(intent), kiali.PrometheusPort);
        }
    }

    private static IEnumerable<IntendedFlow> NameResolution(RegionIntent intent, PlatformOptions options) =>
        from @namespace in AccessIntent.Platform(intent, options).Concat(intent.Namespaces.Select(own => own.Name)).Concat(RemoteDestinations.NamespacesOf(intent))
        from protocol in (string[])["UDP", "TCP"]
        select Flow(Pods(@namespace), new FlowEnd.Pods("kube-system", Labels("k8s-app", "kube-dns")), Dns) with { Protocol = protocol };

    /// <summary>What every proxy needs: its control plane, and somebody who reads its metrics.</summary>
    private static IEnumerable<IntendedFlow> Proxies(RegionIntent intent) =>
        from @namespace in intent.Namespaces.Where(own => own.Injected).Select(own => own.Name).Append(intent.Mesh.GatewayNamespace)
        from flow in (IntendedFlow[])
        [
            Flow(Pods(@namespace), Istiod(intent), IstiodXds),
            Flow(Prometheus(intent), Pods(@namespace), ProxyMetrics),
            .. Issuing(intent, Pods(@namespace)),
        ]
        select flow;

    /// <summary>Where proxies get their certificates, if not from istiod.</summary>
    internal static IEnumerable<IntendedFlow> Issuing(RegionIntent intent, FlowEnd.Pods proxies)
    {
        const int istioCsr = 6443;
        return intent.Mesh.IssuedByCertManager
            ? [Flow(proxies, new FlowEnd.Pods(PlatformNamespaceNames.CertManager, Labels("app", "cert-manager-istio-csr")), istioCsr)]
            : [];
    }

    /// <summary>The same in Linkerd's mesh: identity, destination and policy controllers, and the proxies' own metrics.</summary>
    private static IEnumerable<IntendedFlow> LinkerdProxies(RegionIntent intent) =>
        from @namespace in intent.Namespaces.Where(own => own.InLinkerd).Select(own => own.Name)
        from flow in new[] { Flow(Pods(@namespace), Pods("linkerd"), LinkerdPolicies), Flow(Prometheus(intent), Pods(@namespace), LinkerdMetrics) }
        select flow;

    private static IEnumerable<IntendedFlow> ControlPlane(RegionIntent intent) =>
    [
        Flow(new FlowEnd.Anywhere(), Istiod(intent), IstiodWebhooks),
        .. from @namespace in (string[])[intent.Mesh.RootNamespace, PlatformNamespaceNames.IstioCni]
           from flow in new[] { Flow(Pods(@namespace), AnyAddress, KubernetesApi), Flow(Prometheus(intent), Pods(@namespace), IstioMetrics) }
           select flow,
    ];

    private static IEnumerable<IntendedFlow> CertManager(RegionIntent intent)
    {
        const int certManagerWebhook = 10250;
        const int trustManagerWebhook = 6443;
        const int metrics = 9402;
        const int acmeSelfCheck = 80;
        var pods = Pods(PlatformNamespaceNames.CertManager);
        return
        [
            Flow(pods, AnyAddress, [.. KubernetesApi, acmeSelfCheck]),
            Flow(new FlowEnd.Anywhere(), pods, certManagerWebhook, trustManagerWebhook),
            Flow(Prometheus(intent), pods, metrics),
        ];
    }

    /// <summary>
    /// ACME: the solver's pods are asked by the gateway, or by an Ingress controller of which only the class is known; DNS records by cert-manager.
    /// </summary>
    private static IEnumerable<IntendedFlow> Challenges(RegionIntent intent)
    {
        const int solverPort = 8089;
        if (intent.Edge?.Acme.Http is { } http)
        {
            FlowEnd asks = http.IngressClass is null ? Ingress(intent) : new FlowEnd.Anywhere();
            yield return Flow(asks, new FlowEnd.Pods(intent.Mesh.GatewayNamespace, Labels("acme.cert-manager.io/http01-solver", "true")), solverPort);
        }

        if (intent.Edge?.Acme.Dns is not null)
        {
            yield return Flow(Pods(PlatformNamespaceNames.CertManager), AnyAddress, Dns) with { Protocol = "UDP" };
            yield return Flow(Pods(PlatformNamespaceNames.CertManager), AnyAddress, Dns);
        }
    }

    private static IEnumerable<IntendedFlow> GatewayPorts(RegionIntent intent)
    {
        if (Gateways.HasIngress(intent))
        {
            yield return Flow(new FlowEnd.Anywhere(), Ingress(intent), [.. Gateways.IngressPorts(intent), GatewayHealth]);
        }

        if (intent.Region.EastWestAddress is not null)
        {
            yield return Flow(new FlowEnd.Anywhere(), EastWest(intent), Gateways.EastWestPort, GatewayHealth);
        }
    }

    /// <summary>The calls to a workload, each from where it arrives.</summary>
    private static IEnumerable<IntendedFlow> To(FlowEnds ends, Workload workload)
    {
        foreach (var port in workload.Ports)
        {
            // What Linkerd's proxies do not read as HTTP they send each other to a port of their own.
            int[] ports = workload.InLinkerd && port.Protocol == PortProtocol.Tcp ? [port.TargetPort, LinkerdOpaque] : [port.TargetPort];
            foreach (var caller in port.Callers)
            {
                yield return Flow(ends.Of(caller.Source), ends.Of(workload), ports);
            }
        }
    }

    /// <summary>Calls to other regions leave for the gateway there, or for the pods themselves where both regions are one network.</summary>
    private static IEnumerable<IntendedFlow> ToOtherRegions(RegionIntent intent, Workload workload)
    {
        if (workload.Outbound.All(call => call.RemoteRegions.Count == 0))
        {
            yield break;
        }

        foreach (var call in workload.Outbound.Where(call => call.RemoteRegions.Any(region => SharesNetwork(intent, region))))
        {
            yield return Flow(Pods(workload), AnyAddress, call.TargetPort);
        }

        var called = workload.Outbound.SelectMany(call => call.RemoteRegions).ToHashSet(StringComparer.Ordinal);
        var gateways = intent.Peers
            .Where(peer => called.Contains(peer.Name) && !SharesNetwork(intent, peer.Name))
            .Select(peer => peer.EastWestAddress)
            .OfType<string>()
            .ToList();
        if (gateways.Count > 0)
        {
            yield return Flow(Pods(workload), Addresses(gateways), Gateways.EastWestPort);
        }
    }

    /// <summary>The network knows addresses only: a gateway with a DNS name may be anywhere.</summary>
    private static FlowEnd Addresses(List<string> gateways) => gateways.TrueForAll(gateway => IPAddress.TryParse(gateway, out _))
        ? new FlowEnd.Addresses([.. gateways.Select(gateway => $"{gateway}/{(gateway.Contains(':', StringComparison.Ordinal) ? 128 : 32)}")], [])
        : AnyAddress;

    private static IEnumerable<IntendedFlow> ToExternals(RegionIntent intent) =>
        from external in intent.Externals
        from caller in external.Callers
        let workload = intent.Workloads.First(workload => (workload.Namespace, workload.Name) == (caller.Namespace, caller.Name))
        from flow in external.ThroughGateway
            ? [Flow(Pods(workload), Egress(intent), Gateways.EgressPort), Flow(Egress(intent), AnyAddress, external.Port)]
            : new[] { Flow(Pods(workload), AnyAddress, external.Port) }
        select flow;

    /// <summary>An application without a sidecar is nobody in particular, so it may call what anyone may.</summary>
    private static IEnumerable<IntendedFlow> Anonymous(RegionIntent intent) =>
        from workload in intent.Workloads.Where(workload => workload is { DataPlane: null, Kind: ServerKind.Mesh })
        from called in intent.Workloads
        from port in called.Ports.Where(port => port.Callers.Any(caller => caller.Source is CallSource.FromAnyone))
        select Flow(Pods(workload), Pods(called), port.TargetPort);

    /// <summary>What follows from how a server runs: the servers of a NATS cluster find each other.</summary>
    private static IEnumerable<IntendedFlow> Own(Workload workload)
    {
        const int natsRoutes = 6222;
        if (workload is { Kind: ServerKind.Nats, Replicas: > 1 })
        {
            yield return Flow(Pods(workload), Pods(workload), natsRoutes);
        }
    }

    internal static bool SharesNetwork(RegionIntent intent, string region) =>
        intent.Peers.Any(peer => peer.Name == region && peer.Network == intent.Region.Network);

    private static FlowEnd.Pods Istiod(RegionIntent intent) => new(intent.Mesh.RootNamespace, Labels("app", "istiod"));

    internal static FlowEnd.Pods Prometheus(RegionIntent intent) => new(intent.Mesh.MonitoringNamespace, Labels("app.kubernetes.io/name", "prometheus"));

    internal static FlowEnd.Pods Ingress(RegionIntent intent) => new(intent.Mesh.GatewayNamespace, Gateways.IngressLabels(intent.Mesh));

    private static FlowEnd.Pods Egress(RegionIntent intent) => new(intent.Mesh.GatewayNamespace, Gateways.EgressLabels);

    internal static FlowEnd.Pods EastWest(RegionIntent intent) => new(intent.Mesh.GatewayNamespace, Gateways.EastWestLabels);

    /// <summary>Every pod of a namespace.</summary>
    internal static FlowEnd.Pods Pods(string @namespace) => new(@namespace, All);

    /// <summary>The pods of a workload.</summary>
    internal static FlowEnd.Pods Pods(Workload workload) => new(workload.Namespace, workload.Labels);

    private static Dictionary<string, string> Labels(string key, string value) => new() { [key] = value };

    /// <summary>Connections over TCP.</summary>
    internal static IntendedFlow Flow(FlowEnd from, FlowEnd to, params IReadOnlyList<int> ports) => new() { From = from, To = to, Ports = ports };
}
