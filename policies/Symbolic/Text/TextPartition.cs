using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Text;

/// <summary>A universe of texts split by patterns: two texts are in the same atom exactly where every pattern treats them alike.</summary>
internal sealed class TextPartition
{
    private readonly TextUniverse _universe;
    private readonly IReadOnlyList<TextPattern> _patterns;
    private readonly Dictionary<TextPattern, AtomSet> _sets;

    private TextPartition(TextUniverse universe, IReadOnlyList<TextPattern> patterns)
    {
        _universe = universe;
        _patterns = patterns;
        var combinations = (IsOfLiterals() ? Literals() : TextAutomaton.Combinations(universe, patterns)).ToList();
        Witnesses = [.. combinations.Select(combination => combination.Witness)];
        var atoms = patterns.Select(_ => new List<int>()).ToList();
        for (var atom = 0; atom < combinations.Count; atom++)
        {
            foreach (var pattern in combinations[atom].Patterns)
            {
                atoms[pattern].Add(atom);
            }
        }

        _sets = patterns.Select((pattern, index) => (pattern, index))
            .ToDictionary(pair => pair.pattern, pair => AtomSet.Of(atoms[pair.index], combinations.Count));
    }

    /// <summary>One text of each atom.</summary>
    public IReadOnlyList<string> Witnesses { get; }

    /// <summary>Splits a universe.</summary>
    /// <param name="universe">The texts.</param>
    /// <param name="patterns">The patterns, in any order and each as often as it occurs.</param>
    public static TextPartition Of(TextUniverse universe, IEnumerable<TextPattern> patterns) =>
        new(universe, [.. patterns.Distinct().Where(pattern => !universe.IsCoveredBy(pattern)).OrderBy(pattern => pattern.Key, StringComparer.Ordinal)]);

    private bool IsOfLiterals() => _universe.Sample is not null && _patterns.All(pattern => pattern.Literal is not null);

    /// <summary>Where only single texts are told apart, each that can occur is an atom, and all others are one.</summary>
    private IEnumerable<(string Witness, int[] Patterns)> Literals()
    {
        var literals = new HashSet<string>(_patterns.Select(pattern => pattern.Literal!), StringComparer.Ordinal);
        yield return (Enumerable.Range(0, literals.Count + 1).Select(_universe.Sample!).First(text => !literals.Contains(text)), []);
        for (var index = 0; index < _patterns.Count; index++)
        {
            if (TextMatch.IsIn(_universe, _patterns[index].Literal!))
            {
                yield return (_patterns[index].Literal!, [index]);
            }
        }
    }

    /// <summary>The atoms of a pattern that the partition was made with; all atoms for one that covers the universe.</summary>
    public AtomSet Matching(TextPattern pattern) => _sets.TryGetValue(pattern, out var set) ? set : AtomSet.All(Witnesses.Count);

    /// <summary>The atom of a text; -1 where the text is not in the universe.</summary>
    public int AtomOf(string text)
    {
        if (!TextMatch.IsIn(_universe, text))
        {
            return -1;
        }

        var atoms = AtomSet.All(Witnesses.Count);
        foreach (var pattern in _patterns)
        {
            atoms = TextMatch.Matches(pattern, text) ? atoms.Intersect(_sets[pattern]) : atoms.Except(_sets[pattern]);
        }

        return atoms.Atoms().Single();
    }
}
