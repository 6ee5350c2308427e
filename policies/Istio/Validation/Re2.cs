using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Policies.Istio.Validation;

/// <summary>Whether a pattern is one of RE2, which Envoy uses (https://github.com/google/re2/wiki/Syntax).</summary>
/// <remarks>
/// What RE2 words otherwise than .NET is read here; what is left, a skeleton with a letter for every escape and every class of characters by name,
/// has .NET look for brackets and repetitions that do not fit.
/// </remarks>
internal static partial class Re2
{
    private const int LongestPattern = 1024;
    private const int MostRepetitions = 1000;

    /// <summary>What is wrong with a pattern; null where nothing is.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length is 0 or > LongestPattern)
        {
            return pattern.Length == 0 ? "the pattern must not be empty" : $"the pattern has {pattern.Length} characters, more than {LongestPattern}";
        }

        var skeleton = new StringBuilder(pattern.Length);
        var isInClass = false;
        for (var position = 0; position < pattern.Length;)
        {
            var match = (isInClass ? InClass() : Outside()).Match(pattern, position);
            if (!match.Success)
            {
                return $"'{pattern}' is no pattern of RE2, at '{pattern[position..Math.Min(pattern.Length, position + 4)]}'";
            }

            if (TooMany(match) is { } bound)
            {
                return $"'{pattern}' repeats {bound} times, more than {MostRepetitions}";
            }

            skeleton.Append(Skeleton(match));
            isInClass = match.Groups["open"].Success || (isInClass && match.Value != "]");
            position += match.Length;
        }

        return IsRegex(skeleton.ToString()) ? null : $"'{pattern}' is no pattern of RE2: brackets or repetitions do not fit";
    }

    private static string Skeleton(Match match) =>
        match.Groups["letter"].Success ? "a"
        : match.Groups["quoted"].Success ? new string('a', match.Groups["quoted"].Length)
        : match.Groups["group"].Success ? "("
        : match.Groups["flags"].Success ? ""
        : match.Value;

    private static string? TooMany(Match match) => new[] { match.Groups["from"], match.Groups["to"] }
        .Where(bound => bound.Success && (bound.Length > 4 || int.Parse(bound.Value, CultureInfo.InvariantCulture) > MostRepetitions))
        .Select(bound => bound.Value).FirstOrDefault();

    private static bool IsRegex(string skeleton)
    {
        try
        {
            _ = new Regex(skeleton, RegexOptions.CultureInvariant);
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    [GeneratedRegex("""
        \G(?:
            \\Q(?<quoted>(?:[^\\]|\\(?!E))*)(?:\\E|\z)
          | (?<letter>\\(?:[aftnrvAbBCdDsSwWz]|x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,6}\})|[pP](?:\{\^?\w+\}|[A-Z])|0[0-7]{0,2}|[1-7][0-7]{1,2}|[!-/:-@\[-`{-~]))
          | (?<group>\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)|(?!\?)))
          | (?<flags>\(\?(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)\))
          | (?<open>\[\^?\]?)
          | \{(?<from>[0-9]+)(?:,(?<to>[0-9]*))?\}
          | (?<letter>\{)
          | [^\\(\[{]
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Outside();

    [GeneratedRegex("""
        \G(?:
            (?<letter>\\(?:[aftnrvdDsSwW]|x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,6}\})|[pP](?:\{\^?\w+\}|[A-Z])|0[0-7]{0,2}|[1-7][0-7]{1,2}|[!-/:-@\[-`{-~]))
          | (?<letter>\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\])
          | (?<letter>\[)
          | [^\\\[]
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex InClass();
}
