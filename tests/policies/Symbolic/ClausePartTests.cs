using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>Parts of clauses, held against the texts that name the same parts.</summary>
public sealed class ClausePartTests
{
    private static readonly string[] Values = ["a", "b", "c"];

    [Fact]
    public void HaveSameParts_RandomClauses_SaysWhatTheirTextsSay()
    {
        var random = new Random(1);
        var alike = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = (Clauses(random), Clauses(random));
            var expected = left.SelectMany(clause => clause.Keys).ToHashSet().SetEquals(right.SelectMany(clause => clause.Keys));
            RuleClause.HaveSameParts(left, right).ShouldBe(expected, $"{string.Join(" | ", left.SelectMany(clause => clause.Keys))} and {string.Join(" | ", right.SelectMany(clause => clause.Keys))}");
            alike += expected ? 1 : 0;
        }

        alike.ShouldBeInRange(100, 19_900);
    }

    [Fact]
    public void HaveSameParts_MorePartsThanCanBeLookedAt_DoesNotSaySo()
    {
        Pattern[] many = [.. Enumerable.Range(0, 200).Select(number => TextPattern.Exact($"{number}"))];
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, many);
        clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, many);
        RuleClause[] clauses = [clause.Build()];
        RuleClause.HaveSameParts(clauses, clauses).ShouldBeFalse();
    }

    private static RuleClause[] Clauses(Random random) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Clause(random))];

    private static RuleClause Clause(Random random)
    {
        var clause = new ClauseBuilder();
        for (var left = random.Next(4); left > 0; left--)
        {
            clause.Require(
                new DimensionKey(random.Next(2) == 0 ? DimensionKind.Method : DimensionKind.Path),
                isNegated: random.Next(5) == 0,
                [.. Values.Where(_ => random.Next(2) == 0).Select(TextPattern.Exact)]);
        }

        return clause.Build();
    }
}
