namespace Policies.Symbolic.Classes;

/// <summary>Everything that tells calls apart: the clauses, numbered in the order of adding.</summary>
internal sealed class ClauseSet
{
    private readonly List<Clause> _clauses = [];

    /// <summary>The clauses.</summary>
    public IReadOnlyList<Clause> Clauses => _clauses;

    /// <summary>Adds a clause.</summary>
    /// <returns>Its number.</returns>
    public int Add(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests)
    {
        _clauses.Add(new Clause(tests));
        return _clauses.Count - 1;
    }

    /// <summary>What the clauses look at, in the order in which classes are split, each with its patterns.</summary>
    public IEnumerable<(DimensionKey Key, IReadOnlyList<Pattern> Patterns)> Patterns() => _clauses
        .SelectMany(clause => clause.Tests)
        .GroupBy(tests => tests.Key)
        .OrderBy(tests => tests.Key.Kind)
        .ThenBy(tests => tests.Key.Name, StringComparer.Ordinal)
        .Select(tests => (tests.Key, (IReadOnlyList<Pattern>)[.. tests.SelectMany(pair => pair.Value).SelectMany(test => test.Any).Distinct()]));
}
