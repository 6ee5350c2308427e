using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Follows what comes from outside through the gateways of a cluster: to which ports and hosts their routes let it through, and under which names. Gateways
/// that know their callers are passed over: whom they let in is proven at their own ports, and where the calls go with the external services.
/// </summary>
internal sealed class ExposureProof
{
    private readonly Cluster _cluster;
    private readonly IntendedAccess _intent;
    private readonly PartitionCache _cache;
    private readonly Dictionary<Cluster, (ServerPolicies Policies, DestinationPorts Ports)> _servers = new(ReferenceEqualityComparer.Instance);
    private readonly GatewayWays _ways;
    private readonly Dictionary<string, Cluster> _clusters;

    private ExposureProof(Fleet fleet, Cluster cluster, IntendedAccess intent, IReadOnlyList<GatewayEntrance> entrances, PartitionCache cache)
    {
        _cluster = cluster;
        _intent = intent;
        _cache = cache;
        _clusters = fleet.Clusters.ToDictionary(one => one.Region ?? "", StringComparer.Ordinal);
        _ways = new GatewayWays(fleet, entrances, new Evaluator(fleet), ServersOf);
    }

    /// <summary>Every difference. Several clusters may be asked at once.</summary>
    public static IEnumerable<IntentGap> Gaps(Fleet fleet, Cluster cluster, IntendedAccess intent, PartitionCache cache)
    {
        var entrances = cluster.Workloads.Any(workload => workload.DataPlane == DataPlane.Gateway) ? GatewayEntrances.Of(cluster).Where(entrance => !entrance.SeesIdentities).ToList() : [];
        return entrances.Count == 0 && intent.Exposures is not { Count: > 0 } ? [] : new ExposureProof(fleet, cluster, intent, entrances, cache).Gaps();
    }

    private IEnumerable<IntentGap> Gaps()
    {
        var passages = (
            from workload in _ways.Ends
            let cluster = _clusters[workload.Region ?? ""]
            from port in ServersOf(cluster).Ports.Of(workload, [])
            from passage in _ways.To(port)
            where passage.Arrivals.Count > 0
            select (Port: port, passage.Entrance, passage.Arrivals)).ToList();
        var served = new HashSet<IntendedExposure>();
        return
        [
            .. passages.SelectMany(passage => Gaps(passage.Port, passage.Entrance, passage.Arrivals, served)),
            .. from service in _cluster.Services
               where service.IsMeshExternal
               from port in service.Ports
               from passage in _ways.To(_cluster, service, port)
               where passage.Arrivals.Count > 0
               from gap in Gaps($"{service.Host}:{port.Number}", passage.Entrance, passage.Arrivals, [], [])
               select gap,
            .. from entrance in _ways.Entrances
               from route in entrance.Routes
               where route.IsAnywhere
               select Gap(GapKind.Unknown, route.By, route.Source, "any server", $"a call through {entrance.Gateway}", $"unknown because of {route.By}: {route.Problem}"),
            .. from exposure in _intent.Exposures ?? []
               where !served.Contains(exposure)
               select Gap(GapKind.TooFew, null, null, At(exposure), $"a request for {exposure.Host}", "no route of a gateway leads there"),
        ];
    }

    private IEnumerable<IntentGap> Gaps(DestinationPort port, GatewayEntrance entrance, IReadOnlyList<GatewayArrival> arrivals, HashSet<IntendedExposure> served)
    {
        var workload = port.Workload;
        var intent = port.Cluster.Intent;
        var server = intent?.Servers.FirstOrDefault(one => (one.Namespace, one.Name) == (workload.Namespace, workload.Name));
        var calls = server?.Ports.FirstOrDefault(candidate => candidate.Number == port.Number)?.Calls ?? [];
        var isKnown = server is not null || intent?.Namespaces.Any(inside => inside.Name == workload.Namespace) == true;
        if (!isKnown || calls.Any(call => call.From is IntendedCaller.Anyone) || (_intent.Exposures is null && (server is null || calls.Any(call => IsBy(call.From, entrance.Gateway)))))
        {
            return [];
        }

        IReadOnlyList<IntendedExposure> exposures =
        [
            .. (_intent.Exposures ?? []).Where(exposure => (exposure.Namespace, exposure.Name, exposure.Port) == (workload.Namespace, workload.Name, port.Number)
                && entrance.TakesTls && (!exposure.AsksForCertificate || entrance.AsksForCertificate)),
        ];
        return Gaps(port.ToString(), entrance, arrivals, exposures, served);
    }

    /// <summary>
    /// One call of each class that gets through and is not meant: for a name that is not one of the port's, or with a request that none of its names is for.
    /// </summary>
    private IEnumerable<IntentGap> Gaps(
        string destination, GatewayEntrance entrance, IReadOnlyList<GatewayArrival> arrivals, IReadOnlyList<IntendedExposure> exposures, HashSet<IntendedExposure> served)
    {
        var (policy, set) = (_ways.PolicyOf(entrance), new ClauseSet());
        var passage = new GatewayPassage(entrance, policy, arrivals, null, set);
        var names = exposures.Select(exposure => (Number: set.Add(For(exposure.Host)), Exposure: exposure)).ToList();
        var requests = (
            from exposure in exposures
            let request = For(exposure)
            from arrival in arrivals
            let seen = arrival.As.Of(request)
            where seen is not null
            select (Number: set.Add(seen.Tests), arrival)).ToList();
        var space = CallSpace.Of(set, GatewayPassage.Universe(policy, arrivals), _cache);
        return space.Classes(Judge)
            .Where(found => !found.Value.IsMeant && found.Value.Verdict.Verdict.Effect != AccessEffect.Denied)
            .Select(found => Found(destination, entrance, found.Value.Verdict, space.Witness(found.Atoms)!))
            .ToList();

        (PassageVerdict Verdict, bool IsMeant) Judge(IReadOnlyList<int> active)
        {
            var verdict = passage.Judge(active);
            if (verdict.Verdict.Effect == AccessEffect.Denied || !requests.Exists(entry => ReferenceEquals(entry.arrival, verdict.Arrival) && active.Contains(entry.Number)))
            {
                return (verdict, false);
            }

            var asked = names.Where(entry => active.Contains(entry.Number)).Select(entry => entry.Exposure).ToList();
            served.UnionWith(asked);
            return (verdict, asked.Count > 0);
        }
    }

    private static IntentGap Found(string destination, GatewayEntrance entrance, PassageVerdict verdict, CallWitness witness)
    {
        // That nobody knows who has a certificate that the gateway takes is no doubt here: somebody has one.
        var isCertain = verdict.Verdict.Effect == AccessEffect.Allowed || verdict.DependsOnCertificate;
        return Gap(
            isCertain ? GapKind.TooMany : GapKind.Unknown,
            verdict.Route?.By,
            verdict.Route?.Source,
            destination,
            $"{witness} from outside through {entrance.Gateway}",
            isCertain ? $"{verdict.Route!.By} leads it there" : verdict.Verdict.Reason);
    }

    private static bool IsBy(IntendedCaller caller, Workload gateway) =>
        caller is IntendedCaller.NoIdentity || (caller is IntendedCaller.Identity identity && identity.SpiffeId == gateway.Identity);

    private static RuleClause For(IntendedExposure exposure)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, [.. exposure.Methods.Select(TextPattern.Istio)]);
        clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, [.. exposure.Paths.Select(PathPatterns.Of)]);
        return clause.Build();
    }

    private static IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> For(string host)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [HostPatterns.Authority(host)]);
        return clause.Build().Tests;
    }

    private string At(IntendedExposure exposure) => $"{(_cluster.Region is null ? "" : $"{_cluster.Region}/")}{exposure.Namespace}/{exposure.Name}:{exposure.Port}";

    private static IntentGap Gap(GapKind kind, ObjectReference? by, SourceLocation? source, string destination, string witness, string reason) => new()
    {
        Kind = kind,
        Layer = Layer.Authorization,
        Object = by,
        Source = source,
        Destination = destination,
        Witness = witness,
        Reason = reason,
    };

    private (ServerPolicies Policies, DestinationPorts Ports) ServersOf(Cluster cluster)
    {
        if (!_servers.TryGetValue(cluster, out var servers))
        {
            var policies = new ServerPolicies(cluster);
            _servers.Add(cluster, servers = (policies, new DestinationPorts(cluster, policies)));
        }

        return servers;
    }
}
