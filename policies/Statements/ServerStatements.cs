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
    ServerPolicies servers, NetworkStatements network, FleetCallers callers, Evaluator evaluator, PartitionCache cache)
{
    /// <summary>A call that shows that the statement does not hold; null where it holds.</summary>
    public Counterexample? Counterexample(Statement statement, DestinationPort port)
    {
        var policy = servers.At(port);
        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: false);
        var from = callers.AddIdentities(statement.From, set);
        var requests = set.Add(Requests(statement));
        var space = CallSpace.Of(set, policy.Universe, cache);
        // Of the wanted calls those of the statement's callers count, of the unwanted ones those of whom it excludes.
        var classes = space
            .Classes(active => new Judged(judge.Judge(active), active.Contains(requests) && from.Contains(active) != (statement.Kind == StatementKind.Only)))
            .Where(found => found.Value.Counts)
            .ToList();
        return statement.Kind == StatementKind.Allow
            ? Missing(statement, port, space, classes)
            : classes.Where(found => found.Value.Verdict.Effect != AccessEffect.Denied)
                .Select(found => GettingThrough(port, space, found))
                .OfType<Counterexample>()
                .OrderByDescending(found => found.IsCertain)
                .FirstOrDefault();
    }

    /// <summary>What of an <c>allow</c> is refused: by the server whoever calls, and on their way the calls of the workloads that are meant.</summary>
    private Counterexample? Missing(Statement statement, DestinationPort port, CallSpace space, IReadOnlyList<CallClass<Judged>> classes)
    {
        var known = statement.From.SelectMany(callers.Workloads).Where(caller => IsFor(caller, port)).ToList();
        foreach (var found in classes)
        {
            var witness = space.Witness(found.Atoms)!;
            var own = known.Where(caller => Principals(space, found.Atoms).Contains(caller.Identity)).ToList();
            if (found.Value.Verdict.Effect != AccessEffect.Allowed && (known.Count == 0 || own.Count > 0))
            {
                return Shown(witness with { Principal = own.FirstOrDefault()?.Identity ?? witness.Principal }, found.Value.Verdict);
            }

            foreach (var caller in own)
            {
                var verdict = evaluator.Evaluate(CallReplay.Of(caller, port, witness));
                if (verdict.Allow != true)
                {
                    return Replayed(caller, witness, verdict);
                }
            }
        }

        return null;
    }

    /// <summary>Whether a caller would call this endpoint: one of its own region where the service runs there, otherwise any.</summary>
    private bool IsFor(Workload caller, DestinationPort port) =>
        caller.Region == port.Workload.Region || !callers.Runs(caller.Region, port.Workload);

    /// <summary>A call of a class that the server takes and that can come to it.</summary>
    private Counterexample? GettingThrough(DestinationPort port, CallSpace space, CallClass<Judged> found)
    {
        var witness = space.Witness(found.Atoms)!;
        var principals = Principals(space, found.Atoms);
        Counterexample? open = null;
        foreach (var caller in principals.Holders)
        {
            var verdict = evaluator.Evaluate(CallReplay.Of(caller, port, witness));
            if (verdict.Allow == true)
            {
                return Replayed(caller, witness, verdict);
            }

            open ??= verdict.Allow is null ? Replayed(caller, witness, verdict) : null;
        }

        // Somebody who is no workload of the fleet can be any pod that the network lets come here.
        return !principals.HasOthers ? open
            : network.OpenOf(port) is { } question ? new Counterexample(false, witness.ToString(), question.Reason, question.Reference)
            : network.TakesAnybody(port) ? Shown(witness, found.Value.Verdict)
            : open;
    }

    private PrincipalAtoms Principals(CallSpace space, IReadOnlyList<AtomSet> atoms) => PrincipalAtoms.Of(space, atoms, callers);

    private static Counterexample Shown(CallWitness witness, PortVerdict verdict) =>
        new(verdict.Effect != AccessEffect.Unknown, witness.ToString(), verdict.Reason, verdict.Object);

    private static Counterexample Replayed(Workload caller, CallWitness witness, Verdict verdict) => new(
        verdict.Allow is not null,
        (witness with { Principal = caller.Identity }).ToString(),
        verdict.Reason,
        verdict.Decisive.Object);

    private static IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Requests(Statement statement)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, [.. statement.Methods.Select(TextPattern.Istio)]);
        clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, [.. statement.Paths.Select(PathPatterns.Of)]);
        return clause.Build().Tests;
    }

    private sealed record Judged(PortVerdict Verdict, bool Counts);
}
