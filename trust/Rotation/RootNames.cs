using System.Globalization;

namespace Trust.Rotation;

/// <summary>Names for new roots, after the pattern of the old one's.</summary>
internal static class RootNames
{
    /// <summary><c>root-2026</c> is followed by <c>root-2027</c> in 2027, and by <c>root-2026-2</c> where that name is taken.</summary>
    internal static string Successor(string name, int year, IReadOnlyCollection<string> taken)
    {
        var stem = Stem(name);
        var candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}-{year}");
        for (var number = 2; taken.Contains(candidate); number++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}-{year}-{number}");
        }

        return candidate;
    }

    /// <summary>The name without a year and a number at its end.</summary>
    private static string Stem(string name)
    {
        var parts = name.Split('-');
        var year = Array.FindIndex(parts, part => part.Length == 4 && part.All(char.IsAsciiDigit));
        return year > 0 ? string.Join('-', parts[..year]) : name;
    }
}
