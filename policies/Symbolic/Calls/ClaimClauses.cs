using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Calls;

/// <summary>Rewrites tests on claims into tests on the kinds of their values.</summary>
/// <remarks>"Some value is in a set" is one clause for each kind in the set; "no value is" asks each of those kinds to be missing.</remarks>
internal static class ClaimClauses
{
    private static readonly Test[] Present = [new(IsNegated: false, [ClaimDimension.Has])];
    private static readonly Test[] Missing = [new(IsNegated: true, [ClaimDimension.Has])];

    /// <summary>The clauses, and the number that each had before.</summary>
    public static (IReadOnlyList<Clause> Clauses, IReadOnlyList<int> Numbers) Of(
        IReadOnlyList<Clause> clauses,
        IReadOnlyDictionary<DimensionKey, IReadOnlyDictionary<Pattern, IReadOnlyList<ClaimDimension>>> kinds)
    {
        if (kinds.Count == 0)
        {
            return (clauses, [.. Enumerable.Range(0, clauses.Count)]);
        }

        var (rewritten, numbers) = (new List<Clause>(), new List<int>());
        for (var number = 0; number < clauses.Count; number++)
        {
            foreach (var clause in Rewrite(clauses[number], kinds))
            {
                rewritten.Add(clause);
                numbers.Add(number);
            }
        }

        return (rewritten, numbers);
    }

    private static IEnumerable<Clause> Rewrite(
        Clause clause, IReadOnlyDictionary<DimensionKey, IReadOnlyDictionary<Pattern, IReadOnlyList<ClaimDimension>>> kinds)
    {
        var others = clause.Tests.Where(tests => tests.Key.Kind != DimensionKind.Claim).ToDictionary(tests => tests.Key, tests => tests.Value);
        IEnumerable<Dictionary<DimensionKey, IReadOnlyList<Test>>> ways = [others];
        foreach (var (key, tests) in clause.Tests.Where(tests => tests.Key.Kind == DimensionKind.Claim))
        {
            foreach (var test in tests)
            {
                DimensionKey[] dimensions = [.. test.Any.SelectMany(pattern => kinds[key][pattern]).Select(dimension => dimension.Key).Distinct()];
                ways = test.IsNegated
                    ? ways.Select(way => dimensions.Aggregate(way, (with, dimension) => With(with, dimension, Missing)))
                    : ways.SelectMany(_ => dimensions, (way, dimension) => With(way, dimension, Present));
            }
        }

        return ways.Select(way => new Clause(way));
    }

    private static Dictionary<DimensionKey, IReadOnlyList<Test>> With(
        Dictionary<DimensionKey, IReadOnlyList<Test>> tests, DimensionKey key, IReadOnlyList<Test> more) =>
        new(tests) { [key] = [.. tests.GetValueOrDefault(key, []), .. more] };
}
