using Policies.Statements;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>The short way to prove a statement, held against the classes of calls.</summary>
public sealed class AdmittedNamesTests
{
    private static readonly DimensionKey Principal = new(DimensionKind.Principal);
    private static readonly string[] Names = [.. Enumerable.Range(0, 4).Select(number => $"spiffe://mesh.example/ns/shop/sa/s{number}")];

    [Fact]
    public void AreAll_RandomPolicies_LetsNobodyElseIn()
    {
        var random = new Random(1);
        var shown = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var policy = Policy(random);
            HashSet<string> wanted = [.. Names.Where(_ => random.Next(3) > 0)];
            if (AdmittedNames.AreAll(policy, wanted.Contains))
            {
                shown++;
                AdmitsOthers(policy, wanted).ShouldBeFalse($"round {round}");
            }
        }

        shown.ShouldBeInRange(100, 2_900);
    }

    private static bool AdmitsOthers(PortPolicy policy, HashSet<string> wanted)
    {
        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: false);
        int? among = wanted.Count == 0 ? null : set.Add(CallerNames.Named(wanted));
        return CallSpace.Of(set, policy.Universe, new PartitionCache())
            .Classes(active => (judge.Judge(active).Effect, IsWanted: among is { } number && active.Contains(number)))
            .Any(found => !found.Value.IsWanted && found.Value.Effect != AccessEffect.Denied);
    }

    private static PortPolicy Policy(Random random) => new()
    {
        Universe = new CallUniverse { TrustDomains = ["mesh.example"] },
        Transport = new PortTransport { TakesPlaintext = random.Next(2) == 0, TakesMutualTls = true, Mode = "any" },
        IsClosed = random.Next(8) > 0,
        Rules = [.. Enumerable.Range(0, random.Next(4)).Select(number => Rule(random, number))],
    };

    private static PortRule Rule(Random random, int number) => new()
    {
        Action = random.Next(5) == 0 ? RuleAction.Deny : RuleAction.Allow,
        Id = $"rule {number}",
        Object = null,
        Clauses = [Clause(random)],
    };

    private static RuleClause Clause(Random random)
    {
        var clause = new ClauseBuilder();
        if (random.Next(6) > 0)
        {
            clause.Require(Principal, isNegated: random.Next(6) == 0, [.. Names.Where(_ => random.Next(3) == 0).Select(TextPattern.Exact)]);
        }

        if (random.Next(4) == 0)
        {
            clause.Require(Principal, isNegated: true, [TextPattern.Suffix($"s{random.Next(4)}")]);
        }

        if (random.Next(6) == 0)
        {
            clause.RequireUnknown("nobody knows");
        }

        return clause.Build();
    }
}
