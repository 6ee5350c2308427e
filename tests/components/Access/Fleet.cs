using System.Net;
using Components.Intent;
using Components.Linkerd;
using Components.Mesh;
using Components.Network;
using Manifests;
using Tests.Components.Linkerd;

namespace Tests.Components.Access;

/// <summary>All regions' clusters with the objects that the program emits, as a caller meets them.</summary>
internal sealed class Fleet(IReadOnlyList<RegionIntent> regions)
{
    private static readonly IPAddress SomewhereOutside = IPAddress.Parse("198.51.100.7");

    private readonly Dictionary<string, Cluster> _clusters = regions.ToDictionary(region => region.Region.Name, region => new Cluster(region));

    public IEnumerable<RegionIntent> Regions => regions;

    public static Pod PodOf(Workload workload) =>
        new(workload.Namespace, workload.Labels, Principal(workload));

    private static string? Principal(Workload workload) => workload.DataPlane switch
    {
        DataPlaneKind.Sidecar => workload.Identity.ToString()["spiffe://".Length..],
        DataPlaneKind.Linkerd => $"{workload.ServiceAccount}.{workload.Namespace}.serviceaccount.identity.linkerd.{workload.Identity.TrustDomain}",
        _ => null,
    };

    public static Pod IngressGateway(RegionIntent region) => new(
        region.Mesh.GatewayNamespace,
        new Dictionary<string, string> { ["istio"] = "ingressgateway" },
        $"{region.Region.TrustDomain}/ns/{region.Mesh.GatewayNamespace}/sa/{region.Mesh.IngressGateway}");

    public static Pod Prometheus(RegionIntent region) => new(
        region.Mesh.MonitoringNamespace, new Dictionary<string, string> { ["app.kubernetes.io/name"] = "prometheus" }, null);

    /// <summary>Whether the network of a region carries a connection inside it.</summary>
    public bool Reaches(RegionIntent region, Pod from, Workload to, WorkloadPort port) =>
        _clusters[region.Region.Name].Network.Connects(from, PodOf(to), port.TargetPort);

    /// <summary>Whether the called side alone would take the connection: what is left if a caller's own isolation fails.</summary>
    public bool Enters(RegionIntent region, Pod from, Workload to, WorkloadPort port) =>
        _clusters[region.Region.Name].Network.Enters(from, PodOf(to), port.TargetPort);

    /// <summary>Whether a connection gets from one region into another: out to the gateway's address, by its host list, to the pod behind.</summary>
    public bool ReachesAcross(RegionIntent source, Workload from, RegionIntent destination, Workload to, WorkloadPort port)
    {
        var near = _clusters[source.Region.Name];
        var far = _clusters[destination.Region.Name];
        var gateway = new Pod(destination.Mesh.GatewayNamespace, new Dictionary<string, string> { ["istio"] = "eastwestgateway" }, null);
        return from.InMesh
            && to.InMesh
            && destination.Region.EastWestAddress is { } address
            && near.Network.Leaves(PodOf(from), Resolve(address), 15443)
            && far.Network.Enters(SomewhereOutside, gateway, 15443)
            && far.Server.Authorizes(null, gateway, 15443, carriesHttp: false, request: null)
            && far.PassesThrough($"{to.Name}.{to.Namespace}.svc.cluster.local")
            && far.Network.Connects(gateway, PodOf(to), port.TargetPort);
    }

    /// <summary>Whether the server, if it is reached, takes a request.</summary>
    public bool Serves(RegionIntent region, Pod from, Workload to, WorkloadPort port, HttpRequest? request) =>
        _clusters[region.Region.Name].Serves(from, to, port, request);

    /// <summary>Whether the caller's sidecar is told of the called service at all.</summary>
    public bool Knows(RegionIntent region, Workload from, OutboundCall call) => !from.InMesh
        || _clusters[region.Region.Name].Imports(from.Namespace, $"{call.Namespace}/{call.Name}.{call.Namespace}.svc.cluster.local");

    private static IPAddress Resolve(string address) => IPAddress.TryParse(address, out var known) ? known : SomewhereOutside;

    private sealed class Cluster
    {
        private readonly HashSet<string> _crossRegionHosts;
        private readonly Dictionary<string, HashSet<string>> _imports;
        private readonly ILookup<string, KubernetesObject> _linkerd;

        public Cluster(RegionIntent intent)
        {
            Network = new NetworkEvaluator(NetworkPolicyManifests.For(intent));
            List<KubernetesObject> security = [.. PeerAuthenticationManifests.For(intent), .. AuthorizationPolicyManifests.For(intent)];
            Server = new ServerEvaluator(intent.Mesh.RootNamespace, security);
            _linkerd = LinkerdServerManifests.Authorizations(intent).Concat(LinkerdServerManifests.Servers(intent)).ToLookup(own => own.Metadata.Namespace!);
            _crossRegionHosts = [.. EastWestGatewayManifests.For(intent).SelectMany(gateway => gateway.Spec!.Servers!).SelectMany(server => server.Hosts)];
            _imports = SidecarManifests.For(intent).ToDictionary(
                sidecar => sidecar.Metadata.Namespace!,
                sidecar => sidecar.Spec!.Egress!.SelectMany(egress => egress.Hosts).ToHashSet());
        }

        public NetworkEvaluator Network { get; }

        public ServerEvaluator Server { get; }

        public bool Serves(Pod from, Workload to, WorkloadPort port, HttpRequest? request) => to.DataPlane switch
        {
            DataPlaneKind.Sidecar => Server.Accepts(from, PodOf(to), port.TargetPort, Http(port), request),
            DataPlaneKind.Linkerd => new LinkerdRouter([.. _linkerd[to.Namespace]])
                .Answers($"{to.Name}-{port.Name}", request?.Method ?? "", request?.Path ?? "", from.Principal).Single(),
            _ => true,
        };

        public bool PassesThrough(string host) => _crossRegionHosts.Contains(host);

        public bool Imports(string @namespace, string host) => _imports[@namespace].Contains(host);

        private static bool Http(WorkloadPort port) => port.Protocol is PortProtocol.Http or PortProtocol.Http2 or PortProtocol.Grpc;
    }
}
