using Policies.Ambient;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Holds statements against ports behind a proxy, where identities and requests decide.</summary>
internal sealed class ServerStatements(
    ServerPolicies servers, Ways ways, NetworkStatements network, FleetCallers callers, Evaluator evaluator, PartitionCache cache)
{
    // One statement is asked about after the other.
    private Statement? _asked;
    private HashSet<Workload> _meant = [];

    /// <summary>A call that shows that the statement does not hold on some way to a port; null where it holds on all.</summary>
    public Counterexample? Counterexample(Statement statement, DestinationPort port)
    {
        // Calls to other services that come here are on none of the ways.
        var open = servers.Open.OfLedCalls(port.Workload, null) is { } led ? new Counterexample(false, "a call to another service", led.Reason, led.Reference) : null;
        foreach (var way in ways.To(port, isByEveryService: statement.Kind == StatementKind.Allow))
        {
            if (Counterexample(statement, port, way) is { } found)
            {
                if (found.IsCertain)
                {
                    return found;
                }

                open ??= found;
            }
        }

        return open;
    }

    /// <summary>The same of the calls alone that a waypoint passes on: at the ports of the services and pods behind it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="front">The waypoint's port.</param>
    public Counterexample? Behind(Statement statement, DestinationPort front)
    {
        Counterexample? open = null;
        foreach (var (port, way) in ways.Behind(front))
        {
            if (Counterexample(statement, port, way) is { } found)
            {
                if (found.IsCertain)
                {
                    return found;
                }

                open ??= found;
            }
        }

        return open;
    }

    private Counterexample? Counterexample(Statement statement, DestinationPort port, Way way)
    {
        var policy = servers.At(way.Decides);
        var names = callers.NamesAt(port.Workload);
        if (statement.Kind != StatementKind.Allow
            && AdmittedNames.AreAll(policy, name => names.Contains(statement.From, name) == (statement.Kind == StatementKind.Only)))
        {
            return null;
        }

        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: false);
        var from = names.Add(statement.From, set);
        var requests = set.Add(Requests(statement));
        var meant = statement.Kind == StatementKind.Allow ? statement.From.SelectMany(callers.Workloads).Where(caller => IsFor(caller, port)).ToList() : [];
        var known = meant.FindAll(caller => ways.IsTaken(way, caller));
        var routes = new CallerRoutes(evaluator, known.Select(caller => CallReplay.Of(caller, port, way, new CallWitness())));
        var unsplit = routes.Split(set);
        int? carried = way.Carriers.Count == 0 ? null : set.Add(CallerNames.Named(way.Carriers.Select(names.Of).OfType<string>()));
        var space = CallSpace.Of(set, policy.Universe, cache);
        // Of the wanted calls those of the statement's callers count, of the unwanted ones those of whom it excludes.
        var classes = space
            .Classes(active => new Judged(
                judge.Judge(active),
                active.Contains(requests) && from.Contains(active) != (statement.Kind == StatementKind.Only) && !(carried is { } number && active.Contains(number)),
                routes.TakenBy(active)))
            .Where(found => found.Value.Counts)
            .ToList();
        var on = new Passage(port, way, names, space);
        return statement.Kind == StatementKind.Allow
            ? Missing(on, classes, meant.Count == 0, known, routes, policy) ?? unsplit
            : classes.Where(found => found.Value.Verdict.Effect != AccessEffect.Denied)
                .Select(found => GettingThrough(statement, on, found))
                .OfType<Counterexample>()
                .OrderByDescending(found => found.IsCertain)
                .FirstOrDefault();
    }

    /// <summary>
    /// What of an <c>allow</c> is refused: by the server whoever calls, and on their way the calls of the workloads that are meant. What does not arrive for
    /// certain comes before what may not.
    /// </summary>
    private Counterexample? Missing(Passage on, IReadOnlyList<CallClass<Judged>> classes, bool isOfNobodyKnown, List<Workload> known, CallerRoutes routes, PortPolicy policy)
    {
        Counterexample? open = null;
        foreach (var found in classes)
        {
            var witness = on.Space.Witness(found.Atoms)!;
            var (own, refused) = (known.FindAll(caller => Principals(on, found.Atoms).Contains(on.Names.Of(caller))), found.Value.Verdict.Effect != AccessEffect.Allowed);
            var missing = own.Select(caller => Missing(on, caller, witness, found.Value.Verdict, routes, policy)).OfType<Counterexample>()
                .Concat(refused && isOfNobodyKnown ? [Shown(witness, found.Value.Verdict)] : []);
            foreach (var one in missing)
            {
                if (one.IsCertain)
                {
                    return one;
                }

                open ??= one;
            }
        }

        return open;
    }

    /// <summary>A workload's call of a class that does not arrive, or may not; null where all do.</summary>
    private Counterexample? Missing(Passage on, Workload caller, CallWitness witness, PortVerdict verdict, CallerRoutes routes, PortPolicy policy)
    {
        var call = CallReplay.Of(caller, on.Port, on.Way, witness);
        var named = witness with { Principal = on.Names.Of(caller) };
        var choice = routes.Of(call);

        // A waypoint asks its policies before its routes change anything.
        var changed = on.Way.Waypoint is null ? CallerRoutes.OfChange(choice, named.ToString(), policy) : null;
        if (verdict.Effect != AccessEffect.Allowed && choice?.Problem is null && changed is null)
        {
            return Shown(named, verdict);
        }

        var followed = evaluator.Evaluate([call])[0];
        return followed.Allow != true ? Replayed(on, caller, witness, followed) : changed;
    }

    /// <summary>Whether a caller would call this endpoint: one of its own region where the service runs there, otherwise any.</summary>
    private bool IsFor(Workload caller, DestinationPort port) =>
        caller.Region == port.Workload.Region || !callers.Runs(caller.Region, port.Workload);

    /// <summary>Whether a workload is one of those whose calls would refute a <c>deny</c> or an <c>only</c>.</summary>
    private bool IsMeant(Statement statement, Workload workload)
    {
        if (!ReferenceEquals(_asked, statement))
        {
            (_asked, _meant) = (statement, new(callers.Meant(statement.From, statement.Kind == StatementKind.Only), ReferenceEqualityComparer.Instance));
        }

        return _meant.Contains(workload);
    }

    /// <summary>A call of a class that the server takes and that can come to it.</summary>
    private Counterexample? GettingThrough(Statement statement, Passage on, CallClass<Judged> found)
    {
        var witness = on.Space.Witness(found.Atoms)!;
        var principals = Principals(on, found.Atoms);
        Counterexample? open = null;
        foreach (var caller in principals.Holders)
        {
            // Who uses a waypoint for a service can still call the pod by its address.
            var way = ways.IsTaken(on.Way, caller) ? on.Way : on.Way with { Service = null, ServicePort = null };
            var verdict = evaluator.Evaluate(CallReplay.Of(caller, on.Port, way, witness));
            if (verdict.Allow == false || !IsMeant(statement, caller))
            {
                // Nobody can tell workloads of one name apart, but each calls from its own place.
                continue;
            }

            if (verdict.Allow == true)
            {
                return Replayed(on, caller, witness, verdict);
            }

            open ??= Replayed(on, caller, witness, verdict);
        }

        // Somebody who is no workload of the fleet can be any pod that the network lets come here.
        return !principals.HasOthers || !PassesOn(on) ? open
            : network.OpenOf(on.Port) is { } question ? new Counterexample(false, witness.ToString(), question.Reason, question.Reference)
            : network.TakesAnybody(on.Entrance) ? Shown(witness, found.Value.Verdict)
            : open;
    }

    /// <summary>Whether the server takes what its waypoint passes on.</summary>
    private bool PassesOn(Passage on) => on.Way.Waypoint is not { } waypoint
        || PortAccess.Of(servers.At(on.Port), [], cache).Any(found => found.Verdict.Effect != AccessEffect.Denied && found.Includes(on.Names.Of(waypoint)));

    private static PrincipalAtoms Principals(Passage on, IReadOnlyList<AtomSet> atoms) => PrincipalAtoms.Of(on.Space, atoms, on.Names);

    private static Counterexample Shown(CallWitness witness, PortVerdict verdict) =>
        new(verdict.Effect != AccessEffect.Unknown, witness.ToString(), verdict.Reason, verdict.Object);

    private static Counterexample Replayed(Passage on, Workload caller, CallWitness witness, Verdict verdict) => new(
        verdict.Allow is not null,
        (witness with { Principal = on.Names.Of(caller) }).ToString(),
        verdict.Reason,
        verdict.Decisive.Object);

    private static IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Requests(Statement statement)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, [.. statement.Methods.Select(TextPattern.Istio)]);
        clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, [.. statement.Paths.Select(PathPatterns.Of)]);
        return clause.Build().Tests;
    }

    private sealed record Judged(PortVerdict Verdict, bool Counts, string Routes);

    /// <summary>One way to a port, with the names and the calls that are told apart on it.</summary>
    private sealed record Passage(DestinationPort Port, Way Way, CallerNames Names, CallSpace Space)
    {
        /// <summary>Where connections of this way come in: at the waypoint, whatever service they are for, by tunnel.</summary>
        public DestinationPort Entrance => Way.Waypoint is null ? Port : Way.Decides with { Service = null, Number = Hbone.Port };
    }
}
