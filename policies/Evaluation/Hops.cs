using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>
/// Follows calls on the way that they take: where a caller's VirtualService leads to another service than it calls, such as an egress gateway, to that one; and
/// beyond the gateways that take them, by the VirtualServices of the Gateway, to a service and its endpoints, where the gateway is the caller.
/// </summary>
/// <remarks>The model ends at routes that inject errors, or rewrite by regular expressions that .NET words otherwise; there a hop is open.</remarks>
public sealed class Hops
{
    private const int Farthest = 4;

    private readonly Fleet _fleet;
    private readonly Evaluator _evaluator;

    /// <summary>Follows calls in a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="evaluator">What decides about each call.</param>
    public Hops(Fleet fleet, Evaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(evaluator);
        _fleet = fleet;
        _evaluator = evaluator;
    }

    /// <summary>The calls that are made for a call, in the order of the way: itself first, or what the caller's own proxy makes of it.</summary>
    public IReadOnlyList<Hop> Of(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        call = RequestTarget.Read(call);
        return Redirected(call) is { } instead
            ? [.. instead.SelectMany(hop => After(hop.Call, hop.Verdict, Farthest).Prepend(hop))]
            : [new Hop(call, _evaluator.Evaluate([call])[0]), .. After(call)];
    }

    /// <summary>
    /// What becomes of a call that any of several endpoints may answer: where a VirtualService of the caller leads to other services, what becomes of the
    /// calls to those, and behind a gateway of the calls that it makes. Where the way beyond a gateway is not known, the answer is open.
    /// </summary>
    /// <param name="endpoints">The same call to each endpoint; at least one.</param>
    public IReadOnlyList<Verdict> Answers(IReadOnlyList<Call> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return Redirected(RequestTarget.Read(endpoints[0])) is { Count: > 0 } instead && Ends(instead, Farthest) is { } ends
            ? ends
            : _evaluator.Evaluate(endpoints);
    }

    /// <summary>What becomes of calls where each of them ends, beyond gateways too; null where the way of one is not known.</summary>
    private List<Verdict>? Ends(IEnumerable<Hop> hops, int left)
    {
        var ends = new List<Verdict>();
        foreach (var hop in hops)
        {
            if (hop is not { Call.To: { DataPlane: DataPlane.Gateway } gateway, Verdict.Allow: true })
            {
                ends.Add(hop.Verdict);
            }
            else if (left > 0 && new GatewayHop(_fleet, _evaluator, gateway).Of(hop.Call).ToList() is { Count: > 0 } next && Ends(next, left - 1) is { } beyond)
            {
                ends.AddRange(beyond);
            }
            else
            {
                return null;
            }
        }

        return ends;
    }

    /// <summary>The calls that a call becomes, in the order of the way; none where it ends where it arrives, or does not arrive.</summary>
    public IReadOnlyList<Hop> After(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        call = RequestTarget.Read(call);
        return [.. After(call, _evaluator.Evaluate(call), Farthest)];
    }

    private IEnumerable<Hop> After(Call call, Verdict verdict, int left)
    {
        if (left == 0 || ClusterOf(call) is null)
        {
            return [];
        }

        var next = call.To is { DataPlane: DataPlane.Gateway } gateway
            ? verdict.Allow != false ? new GatewayHop(_fleet, _evaluator, gateway).Of(call) : []
            : Redirected(call) ?? [];
        return next.SelectMany(hop => After(hop.Call, hop.Verdict, left - 1).Prepend(hop));
    }

    /// <summary>
    /// The calls that a sidecar makes instead of its workload's, where a VirtualService of the mesh leads to another service; null where none does. A host that only
    /// VirtualServices have is none, of no namespace.
    /// </summary>
    private IReadOnlyList<Hop>? Redirected(Call call) =>
        call is { From: Caller.OfWorkload { Workload: { DataPlane: DataPlane.Sidecar } client }, Service: { } service, Http: { } request }
            && ClusterOf(call) is { } cluster
            && VirtualServiceRouting.Of(cluster, client, service, call.ServicePort, request) is { } route
            && (route.IsElsewhere || (service.Namespace.Length == 0 && route is { Problem: null, Route: not null }))
            && _evaluator.Knows(client, route.By, call)
            && cluster.Reviews.Of(route.By.Manifest).Open is null
                ? [.. new RouteHop(_fleet, _evaluator, cluster, client).Along(route, call)]
                : null;

    private Cluster? ClusterOf(Call call)
    {
        var workload = call.To is { DataPlane: DataPlane.Gateway } gateway ? gateway : (call.From as Caller.OfWorkload)?.Workload;
        return workload is null ? null : _fleet.Clusters.FirstOrDefault(cluster => cluster.Region == workload.Region);
    }
}
