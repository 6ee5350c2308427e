namespace Policies.Symbolic.Classes;

/// <summary>Words for a set of atoms: patterns that make it up, or that it leaves out.</summary>
internal static class AtomText
{
    /// <summary>The words.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="atoms">The atoms.</param>
    /// <param name="patterns">The patterns that the dimension was made with, each with its text.</param>
    public static string Of(Dimension dimension, AtomSet atoms, IReadOnlyList<(AtomSet Atoms, string Text)> patterns)
    {
        var words = Cover(atoms, patterns);
        if (words is not null)
        {
            return string.Join(", ", words);
        }

        // The narrowest pattern around the set comes first; everything is the widest.
        var wider = patterns.Where(pattern => atoms.Except(pattern.Atoms).IsEmpty).OrderBy(pattern => pattern.Atoms.Count).Append((Atoms: dimension.All, Text: "all"));
        foreach (var (around, text) in wider)
        {
            if (Cover(around.Except(atoms), patterns) is { } others)
            {
                return $"{text} but {string.Join(", ", others)}";
            }
        }

        return $"such as {string.Join(", ", atoms.Atoms().Select(atom => dimension.Witness(atom) ?? "none"))}";
    }

    /// <summary>Patterns within the set that together are the set; null where there are none.</summary>
    private static List<string>? Cover(AtomSet atoms, IReadOnlyList<(AtomSet Atoms, string Text)> patterns)
    {
        var (left, words) = (atoms, new List<string>());
        foreach (var (set, text) in patterns.Where(pattern => pattern.Atoms.Except(atoms).IsEmpty).OrderByDescending(pattern => pattern.Atoms.Count))
        {
            if (!left.Intersect(set).IsEmpty)
            {
                left = left.Except(set);
                words.Add(text);
            }
        }

        return left.IsEmpty ? words : null;
    }
}
