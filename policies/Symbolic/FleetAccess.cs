using Policies.Evaluation;
using Policies.Linkerd;
using Policies.Model;
using Policies.Modelling;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Symbolic;

/// <summary>
/// Who can call what in a fleet: every port, and for each the classes of calls that its policies tell apart. Answers are computed when asked for and
/// kept. For one thread.
/// </summary>
public sealed class FleetAccess
{
    private readonly PartitionCache _cache = new();
    private readonly Dictionary<Cluster, (ServerPolicies Policies, DestinationPorts Ports)> _servers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DestinationPort, IReadOnlyList<AccessClass>> _classes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DestinationPort, ServiceModel?> _services = new(ReferenceEqualityComparer.Instance);
    private readonly Evaluator _evaluator;

    /// <summary>Reads a fleet.</summary>
    public FleetAccess(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        Fleet = fleet;
        _evaluator = new Evaluator(fleet);
        foreach (var cluster in fleet.Clusters)
        {
            var policies = new ServerPolicies(cluster);
            _servers.Add(cluster, (policies, new DestinationPorts(cluster, policies)));
        }
    }

    /// <summary>The fleet.</summary>
    public Fleet Fleet { get; }

    /// <summary>
    /// The ports of every workload: those that a Service leads to, that the pods declare or that a policy names, and one that stands for all others. A
    /// port of undeclared protocol is there twice, for requests and for other connections.
    /// </summary>
    public IReadOnlyList<DestinationPort> Ports => field ??=
    [
        .. from cluster in Fleet.Clusters
           from workload in cluster.Workloads
           from port in _servers[cluster].Ports.Of(workload, [])
           select port,
    ];

    /// <summary>The classes of calls to a port, by what its server does with them. The network and the client's proxy are not looked at.</summary>
    public IReadOnlyList<AccessClass> At(DestinationPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        if (!_classes.TryGetValue(port, out var classes))
        {
            _classes.Add(port, classes = At(port, []));
        }

        return classes;
    }

    /// <summary>What a caller that is a workload, an identity or an outsider can do at a port, network and client included.</summary>
    public CallerAccess From(Caller caller, DestinationPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        var call = CallOf(caller, port);
        var service = call.Service;
        var verdict = _evaluator.Evaluate(call);
        var stopped = verdict.Layers.FirstOrDefault(answer => answer.Layer != Layer.Authorization && answer.Allow != true);
        var principal = verdict.Transport == Transport.Mtls ? IdentityOf(caller, port.Cluster) : null;
        var front = service is null ? null : FrontOf(caller, port, service);
        if (front is not null)
        {
            // The first answer of authorization is that of the workload's ztunnel about the waypoint.
            stopped ??= verdict.Layers.First(answer => answer.Layer == Layer.Authorization) is { Allow: not true } refusal ? refusal : null;
        }

        return new CallerAccess
        {
            Caller = caller,
            Port = port,
            Decides = front ?? port,
            Stopped = stopped,
            Transport = verdict.Transport,
            Principal = principal,
            Classes = stopped?.Allow == false ? [] : [.. At(front ?? port).Where(found => found.Includes(principal))],
        };
    }

    /// <summary>What follows single calls.</summary>
    internal Evaluator Evaluator => _evaluator;

    /// <summary>A caller's call to a port, through the service in front of it where there is one.</summary>
    internal Call CallOf(Caller caller, DestinationPort port)
    {
        var service = ServiceOf(port);
        return new Call
        {
            From = caller,
            To = port.Workload,
            Service = service,
            ServicePort = service?.Ports.First(entry => entry.TargetOn(port.Workload) == port.Number).Number,
            Port = port.Number,
            Protocol = port.Protocol,
            Http = port.IsHttp ? new HttpCall() : null,
        };
    }

    /// <summary>The port of the waypoint that a caller's calls to a service come through; null where they come directly.</summary>
    private DestinationPort? FrontOf(Caller caller, DestinationPort port, ServiceModel service)
    {
        var (policies, ports) = _servers[port.Cluster];
        return port.Workload.DataPlane == DataPlane.Ambient
            && caller is Caller.OfWorkload { Workload.DataPlane: var plane }
            && policies.Waypoints.IsUsedBy(plane, service)
                ? ports.Fronts(service, service.Ports.First(entry => entry.TargetOn(port.Workload) == port.Number)).FirstOrDefault(front => front.IsHttp == port.IsHttp)
                : null;
    }

    /// <summary>The identity that a caller shows to a server of a cluster where both speak mutual TLS; null where it has none.</summary>
    internal static string? IdentityOf(Caller caller, Cluster cluster) => caller switch
    {
        Caller.OfWorkload { Workload: { DataPlane: DataPlane.Linkerd } workload } => LinkerdSettings.Of(cluster).IdentityOf(workload.Namespace, workload.ServiceAccount),
        Caller.OfWorkload workload => workload.Workload.Identity,
        Caller.OfIdentity identity => identity.Uri,
        _ => null,
    };

    /// <summary>The service through which a port is called; null where none leads to it.</summary>
    private ServiceModel? ServiceOf(DestinationPort port)
    {
        if (!_services.TryGetValue(port, out var service))
        {
            service = port.Cluster.Services.FirstOrDefault(candidate => candidate.Endpoints.Contains(port.Workload)
                && candidate.Ports.Any(entry => entry.TargetOn(port.Workload) == port.Number));
            _services.Add(port, service);
        }

        return service;
    }

    /// <summary>The classes of calls to a port that changes between two fleets leave with another effect.</summary>
    /// <param name="before">The port in this fleet; null where it was not there.</param>
    /// <param name="later">The other fleet.</param>
    /// <param name="after">The same port there; null where it is gone.</param>
    public IReadOnlyList<ComparedClass> Compare(DestinationPort? before, FleetAccess later, DestinationPort? after)
    {
        ArgumentNullException.ThrowIfNull(later);
        return PortComparison.Of(before is null ? null : PolicyOf(before), after is null ? null : later.PolicyOf(after), _cache);
    }

    /// <summary>The classes of calls to a port that its policies and some further sets of calls tell apart.</summary>
    internal IReadOnlyList<AccessClass> At(DestinationPort port, IReadOnlyList<Clause> further) => PortAccess.Of(PolicyOf(port), further, _cache);

    /// <summary>The ports of a workload as in <see cref="Ports"/>, and further ones that are to be told apart from the rest.</summary>
    internal IEnumerable<DestinationPort> PortsOf(Cluster cluster, Workload workload, IEnumerable<int> further) => _servers[cluster].Ports.Of(workload, further);

    /// <summary>The ports that a workload's policies name.</summary>
    internal IEnumerable<int> PortsNamed(Cluster cluster, Workload workload) => _servers[cluster].Policies.PortsNamed(workload);

    /// <summary>A network policy of which nobody knows what it makes of connections to a port's pod; null where there is none.</summary>
    internal OpenQuestion? OpenNetwork(DestinationPort port) => _servers[port.Cluster].Policies.Open.OfNetwork(port.Workload);

    /// <summary>The ways on which calls come through gateways.</summary>
    internal GatewayWays Gateways => field ??= new GatewayWays(Fleet, Fleet.Clusters.SelectMany(GatewayEntrances.Of), _evaluator, cluster => _servers[cluster]);

    /// <summary>Everything that decides at a port.</summary>
    internal PortPolicy PolicyOf(DestinationPort port) => _servers[port.Cluster].Policies.At(port);
}
