namespace Infra.Cli;

/// <summary>Finds the word that somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The known word nearest to <paramref name="given"/>, or null when none is near enough to be worth a guess.</summary>
    public static string? Nearest(string given, IEnumerable<string> known) => known
        .Select(word => (Word: word, Distance: Distance(given, word)))
        .Where(candidate => candidate.Distance <= Math.Max(1, given.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    // Levenshtein's distance, one row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
