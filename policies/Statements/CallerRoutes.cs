using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;

namespace Policies.Statements;

/// <summary>
/// What VirtualServices make of calls on their way to a server: the caller's own sidecar follows them, or the waypoint of the service that is called. A proof asks
/// with one request of each class, so the requests of one class have to take one route, and to arrive as they were made.
/// </summary>
/// <param name="evaluator">What follows single requests.</param>
/// <param name="calls">Calls of each workload on the way, of which only the request may be another one.</param>
internal sealed class CallerRoutes(Evaluator evaluator, IEnumerable<Call> calls)
{
    private readonly HashSet<int> _numbers = [];
    private readonly List<MadeRoute> _routes = [.. calls.Where(call => call.Http is not null).SelectMany(evaluator.RoutesOf).Distinct()];

    /// <summary>Has a space tell apart what the routes' matches tell apart.</summary>
    /// <returns>Why it cannot; null where it can.</returns>
    public Counterexample? Split(ClauseSet set)
    {
        Counterexample? open = null;
        foreach (var route in _routes.Where(route => route.Match is not null))
        {
            foreach (var clause in RequestMatches.Of(new ClauseBuilder(), route.Match!).Select(builder => builder.Build()))
            {
                _numbers.Add(set.Add(clause.Tests));
                open ??= clause.Unknown is { } why ? Open(route.By, "a request that one of its routes may take", why) : null;
            }
        }

        return open;
    }

    /// <summary>What of the routes takes the requests of a class: classes of which this is not the same are not one.</summary>
    /// <param name="active">The numbers of the clauses that they are in.</param>
    public string TakenBy(IReadOnlyList<int> active) => _numbers.Count == 0 ? "" : string.Join(' ', active.Where(_numbers.Contains));

    /// <summary>The route that a request takes; null where no VirtualService speaks of it.</summary>
    public RouteChoice? Of(Call call) => _routes.Count == 0 ? null : evaluator.RouteOf(call);

    /// <summary>What a proof does not know of the other requests of a class: a route makes them into requests that the server's policies may take for others. Null for nothing.</summary>
    /// <param name="choice">The route of the class.</param>
    /// <param name="witness">One of its requests, in words.</param>
    /// <param name="policy">The server's policies.</param>
    public static Counterexample? OfChange(RouteChoice? choice, string witness, PortPolicy policy)
    {
        if (choice?.Change is not { } change)
        {
            return null;
        }

        var asked = policy.Rules.SelectMany(rule => rule.Clauses).SelectMany(clause => clause.Tests.Keys).ToHashSet();
        return change.Problem is not null
            || (change.Path is not null && asked.Any(key => key.Kind is DimensionKind.Path))
            || (change.Authority is not null && asked.Any(key => key.Kind is DimensionKind.Host))
            || asked.Any(key => key.Kind is DimensionKind.Header && key.Name is { } name && change.Headers.ContainsKey(name))
                ? Open(choice.By, witness, change.Problem ?? "its route changes what the server's policies ask for, which is followed for single requests only")
                : null;
    }

    private static Counterexample Open(ConfigObject<Manifests.Istio.Networking.V1.VirtualService> by, string witness, string why) =>
        new(false, witness, $"unknown because of {by.Reference}: {why}", by.Reference);
}
