using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>Decides classes of calls that come to an entrance of a gateway by what becomes of them at one port behind it.</summary>
internal sealed class GatewayPassage
{
    private readonly GatewayEntrance _entrance;
    private readonly PortJudge _gateway;
    private readonly int _identified;
    private readonly List<(int Number, GatewayRoute Route)> _routes = [];
    private readonly ILookup<GatewayRoute, (GatewayArrival Arrival, PortJudge Judge, int? Meant, string? Unclear)> _arrivals;

    /// <summary>Adds the clauses of a passage to a set.</summary>
    /// <param name="entrance">The entrance.</param>
    /// <param name="gateway">What decides there.</param>
    /// <param name="arrivals">Where its routes come to the port.</param>
    /// <param name="requests">The requests that count, as the port behind sees them; null for all.</param>
    /// <param name="set">The set.</param>
    public GatewayPassage(GatewayEntrance entrance, PortPolicy gateway, IReadOnlyList<GatewayArrival> arrivals, RuleClause? requests, ClauseSet set)
    {
        _entrance = entrance;
        _gateway = new PortJudge(gateway, set, checksTrust: false);
        _identified = set.Add(PortJudge.Identified);
        foreach (var route in entrance.Beside(Leading(entrance, arrivals)))
        {
            _routes.Add((set.Add(route.Match.Tests), route));
        }

        _arrivals = arrivals
            .Select(arrival => (Arrival: arrival, Requests: requests is null ? new RuleClause(new ClauseTests([]), null) : arrival.As.Of(requests)))
            .Where(entry => entry.Requests is not null)
            .Select(entry => (entry.Arrival, Judge: new PortJudge(entry.Arrival.Policy, set, checksTrust: false), Meant: (int?)set.Add(entry.Requests!.Tests), entry.Requests.Unknown))
            .ToLookup(entry => entry.Arrival.Route, entry => entry, (IEqualityComparer<GatewayRoute>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>Which calls can come to an entrance, of which some decide what tokens they carry behind it.</summary>
    public static CallUniverse Universe(PortPolicy gateway, IReadOnlyList<GatewayArrival> arrivals) => gateway.Universe with
    {
        Issuers = gateway.Universe.Issuers.Count > 0 ? gateway.Universe.Issuers
            : [.. arrivals.SelectMany(arrival => arrival.Policy.Universe.Issuers).DistinctBy(issuer => issuer.Name)],
        TakesOpaqueTls = true,
    };

    /// <summary>What tells one passage from another, as a text.</summary>
    public static string TextOf(GatewayEntrance entrance, PortPolicy gateway, IReadOnlyList<GatewayArrival> arrivals) => string.Join('\n', (string[])
    [
        PortComparison.TextOf(gateway),
        $"{entrance.Server.Tls?.Mode}",
        .. entrance.Beside(Leading(entrance, arrivals)).Select(route =>
            $"{route.Match.Unknown} {string.Join('\f', route.Match.Keys)} {string.Join(' ', route.Ends)} {route.Problem}"),
        .. arrivals.Select(arrival => $"{PortComparison.TextOf(arrival.Policy)} {arrival.Stopped?.Allow} {arrival.Stopped?.Reason}"),
    ]);

    private static IEnumerable<GatewayRoute> Leading(GatewayEntrance entrance, IReadOnlyList<GatewayArrival> arrivals) =>
        arrivals.Select(arrival => arrival.Route).Concat(entrance.Routes.Where(route => route.IsAnywhere));

    /// <summary>What happens to the calls that are in exactly the clauses with these numbers.</summary>
    public PassageVerdict Judge(IReadOnlyList<int> active)
    {
        if (active.Contains(_identified) != _entrance.SeesIdentities)
        {
            return PassageVerdict.Nowhere;
        }

        var own = _gateway.Judge(active);
        if (own.Effect == AccessEffect.Denied)
        {
            return new PassageVerdict(null, null, own);
        }

        List<PassageVerdict> ways = [];
        foreach (var (_, route) in _routes.Where(route => active.Contains(route.Number)))
        {
            ways.Add(Along(route, active));
            if (route.Match.Unknown is null)
            {
                break;
            }
        }

        if (ways is [])
        {
            return PassageVerdict.Nowhere;
        }

        var isSure = ways.Count == 1 && _routes.First(entry => active.Contains(entry.Number)).Route.Match.Unknown is null;
        var best = ways.MinBy(way => way.Rank)!;
        return best.Verdict.Effect != AccessEffect.Allowed ? best
            : !isSure && best.Route!.Match.Unknown is { } condition ? best.Open($"it cannot be told whether {best.Route.By} takes it: {condition}")
            : !isSure ? best.Open($"it cannot be told whether a route before that of {best.Route!.By} takes it")
            : own.Effect == AccessEffect.Unknown ? best with { Verdict = own }
            : _entrance.AsksForCertificate ? best.Open($"it is not known to whom the CA of {_entrance.By.Reference} issues certificates") with { DependsOnCertificate = true }
            : best;
    }

    private PassageVerdict Along(GatewayRoute route, IReadOnlyList<int> active)
    {
        if (route.IsAnywhere)
        {
            return new PassageVerdict(route, null, Unknown(route));
        }

        var best = PassageVerdict.Nowhere;
        foreach (var (arrival, judge, meant, unclear) in _arrivals[route].Where(entry => active.Contains(entry.Meant!.Value)))
        {
            var verdict = arrival.Stopped is { } stopped ? Stop(stopped) : judge.Judge(active);
            var at = new PassageVerdict(route, arrival, verdict.Effect == AccessEffect.Allowed && route.Problem is not null ? Unknown(route) : verdict);
            at = unclear is not null && at.Verdict.Effect == AccessEffect.Allowed ? at.Open(unclear) : at;
            best = best.Route is null || at.Rank < best.Rank ? at : best;
        }

        return best;
    }

    private static PortVerdict Unknown(GatewayRoute route) => new()
    {
        Effect = AccessEffect.Unknown,
        Object = route.By,
        Source = route.Source,
        Reason = $"unknown because of {route.By}: {route.Problem}",
    };

    private static PortVerdict Stop(Policies.Evaluation.LayerAnswer answer) => new()
    {
        Effect = answer.Allow is null ? AccessEffect.Unknown : AccessEffect.Denied,
        DeniedBy = answer.Layer,
        DecidedBy = answer.DecidedBy,
        Object = answer.Object,
        Source = answer.Source,
        Reason = answer.Reason,
    };
}
