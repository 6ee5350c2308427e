using Components.Intent;
using Components.Mesh;

namespace Infra.Planning;

/// <summary>Puts together what one region's cluster is meant to be, from what was resolved for the environment.</summary>
internal sealed class RegionIntentBuilder(
    string environment,
    MeshOptions mesh,
    IReadOnlyDictionary<string, Region> regions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> accepted,
    IReadOnlyCollection<ResolvedNamespace> namespaces,
    IReadOnlyCollection<ResolvedService> services,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, PolicyException?>> portExceptions,
    IReadOnlyCollection<ResolvedCall> calls,
    ILookup<string, ExternalService> externals,
    EdgeOptions? edge,
    ObservabilityServices observability)
{
    private const int DefaultBackend = 8080;

    private readonly ILookup<(string Service, string Region), ResolvedCall> _inbound =
        calls.ToLookup(call => (call.Destination.Name, call.Region));

    private readonly ILookup<(string Service, string Region), ResolvedCall> _outbound =
        calls.Where(call => call.Source is not null).ToLookup(call => (call.Source!.Name, call.SourceRegion!));

    /// <summary>The intent of a region.</summary>
    public RegionIntent Build(Region region)
    {
        var intent = WithoutWaypoints(region);
        return region.IsAmbient ? intent with { Waypoints = Waypoints.NeededBy(intent.Workloads) } : intent;
    }

    private RegionIntent WithoutWaypoints(Region region) => new()
    {
        Environment = environment,
        Region = region,
        Peers = [.. regions.Values.Where(peer => peer.Name != region.Name)],
        AcceptedPeers = [.. accepted[region.Name].Select(peer => regions[peer])],
        Mesh = mesh,
        Namespaces = [.. namespaces.Where(@namespace => @namespace.Regions.Contains(region.Name)).Select(@namespace => @namespace.Intent with { DataPlane = In(region, @namespace.Intent.DataPlane) })],
        Workloads =
        [
            .. services.Where(service => service.Regions.Contains(region.Name))
                .OrderBy(service => service.Namespace.Intent.Name, StringComparer.Ordinal)
                .ThenBy(service => service.Name, StringComparer.Ordinal)
                .Select(service => Workload(service, region)),
        ],
        Externals = [.. externals[region.Name]],
        Edge = edge,
        Jaeger = observability.JaegerIn(region),
        Kiali = observability.KialiIn(region),
    };

    /// <summary>Which of its two data planes Istio has is a region's choice.</summary>
    private static DataPlaneKind? In(Region region, DataPlaneKind? plane) => plane is null or DataPlaneKind.Linkerd ? plane
        : region.IsAmbient ? DataPlaneKind.Ambient : DataPlaneKind.Sidecar;

    private Workload Workload(ResolvedService service, Region region)
    {
        var inbound = _inbound[(service.Name, region.Name)].ToArray();
        return new Workload
        {
            Name = service.Name,
            Namespace = service.Namespace.Intent.Name,
            ServiceAccount = service.ServiceAccount,
            Identity = service.IdentityIn(region),
            Labels = service.Labels,
            Kind = service.Settings.Kind,
            DataPlane = In(region, service.DataPlane),
            Ports = [.. service.Settings.Ports.Select(port => new WorkloadPort
            {
                Name = port.Key,
                Port = port.Value.Port,
                TargetPort = port.Value.TargetPort ?? port.Value.Port,
                Protocol = port.Value.Protocol,
                Mode = port.Value.Mode,
                Exception = portExceptions[service.Name][port.Key],
                Callers = [.. inbound.Where(call => call.Port == port.Key).SelectMany(call => UnderEveryName(call.Caller, region))],
            })],
            Outbound = [.. Outbound(service, region)],
            CalledAcrossRegions = inbound.Any(call => call.IsRemote),
            Image = service.Settings.Image,
            AccountByChart = service.AccountByChart,
            Replicas = service.Settings.Replicas,
            Backend = service.Settings.Backend ?? DefaultBackend,
            Certificate = CertificateWirings.Of(service.Settings),
            ConnectionPool = service.Settings.ConnectionPool is { } pool
                ? new ConnectionPool
                {
                    MaxConnections = pool.MaxConnections,
                    MaxRequests = pool.MaxRequests,
                    MaxRequestsPerConnection = pool.MaxRequestsPerConnection,
                }
                : null,
        };
    }

    /// <summary>While a region goes from one trust domain to another, its workloads call under either name.</summary>
    private IEnumerable<Caller> UnderEveryName(Caller caller, Region destination) => caller.Source switch
    {
        CallSource.FromWorkload source => regions[source.Region].TrustDomains.Select(domain =>
            caller with { Source = source with { Identity = source.Identity.In(domain) } }),
        CallSource.FromIngress source => destination.TrustDomains.Select(domain =>
            caller with { Source = source with { Identity = source.Identity.In(domain) } }),
        _ => [caller],
    };

    private IEnumerable<OutboundCall> Outbound(ResolvedService service, Region region) =>
        _outbound[(service.Name, region.Name)]
            .GroupBy(call => (Service: call.Destination.Name, call.Port))
            .OrderBy(group => group.Key.Service, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Port, StringComparer.Ordinal)
            .Select(group =>
                Outbound(group.First().Destination, group.Key.Port, region, [.. group.Select(call => call.Region).Distinct()]));

    private static OutboundCall Outbound(ResolvedService destination, string portName, Region region, string[] reach)
    {
        var port = destination.Settings.Ports[portName];
        return new OutboundCall
        {
            Name = destination.Name,
            Namespace = destination.Namespace.Intent.Name,
            ServiceAccount = destination.ServiceAccount,
            Labels = destination.Labels,
            Kind = destination.Settings.Kind,
            PortName = portName,
            Port = port.Port,
            TargetPort = port.TargetPort ?? port.Port,
            Protocol = port.Protocol,
            Local = reach.Contains(region.Name),
            RemoteRegions = [.. reach.Where(name => name != region.Name).Order(StringComparer.Ordinal)],
        };
    }
}
