using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Authorization;

/// <summary>One way in which a rule matches: every test of every dimension holds.</summary>
/// <param name="Tests">The tests by what they look at.</param>
/// <param name="Unknown">Why it is not known whether a condition besides the tests holds; null where there is no such condition.</param>
internal sealed record RuleClause(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Tests, string? Unknown)
{
    /// <summary>The names of its parts (<see cref="ClauseKeys"/>).</summary>
    public IReadOnlyList<string> Keys => field ??= ClauseKeys.Of(Tests);

    /// <summary>Whether two unions of clauses are seen to be made of the same parts, and so are the same set.</summary>
    public static bool HaveSameParts(IReadOnlyList<RuleClause> left, IReadOnlyList<RuleClause> right) =>
        PartsOf(left) is { } all && PartsOf(right) is { } others && all.SetEquals(others);

    private static HashSet<ClausePart>? PartsOf(IReadOnlyList<RuleClause> clauses)
    {
        var parts = new HashSet<ClausePart>(clauses.Count);
        for (var index = 0; index < clauses.Count; index++)
        {
            if (!ClausePart.TryAddTo(parts, clauses[index].Tests))
            {
                return null;
            }
        }

        return parts;
    }
}
