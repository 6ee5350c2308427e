namespace Manifests;

/// <summary>Finds the name that was probably meant: the one speller for settings, manifests and the command line.</summary>
public static class DidYouMean
{
    /// <summary><c>did you mean orders?</c> where one of the names is near, else null.</summary>
    public static string? Question(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $"did you mean {name}?" : null;

    /// <summary><c>; did you mean 'orders'?</c>, to be appended to a message, where one of the names is near, else the empty text.</summary>
    public static string Suffix(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>
    /// The name with the fewest edits to what was given, letter case aside, as long as at most a third of its letters differ; the first of
    /// several in ordinal order.
    /// </summary>
    private static string? Nearest(string given, IEnumerable<string> known)
    {
        if (given.Length > 100)
        {
            return null;
        }

        return known
            .Where(name => Math.Abs(name.Length - given.Length) <= Tolerance(name))
            .Select(name => (name, edits: Edits(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.edits <= Tolerance(pair.name))
            .OrderBy(pair => pair.edits)
            .ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => pair.name)
            .FirstOrDefault();
    }

    private static int Tolerance(string name) => Math.Max(1, name.Length / 3);

    /// <summary>The optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
