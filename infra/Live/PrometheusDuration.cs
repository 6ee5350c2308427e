using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Live;

/// <summary>Lengths of time as Prometheus writes them: <c>1h30m</c>, the largest unit first; a day has 24 hours and a year 365 days.</summary>
internal static partial class PrometheusDuration
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? match.Groups["part"].Captures.Select(part => Part(part.Value)).Aggregate(TimeSpan.Zero, (sum, part) => sum + part)
            : throw new FormatException($"'{text}' is no duration of Prometheus's");
    }

    private static TimeSpan Part(string part)
    {
        var digits = part.TakeWhile(char.IsAsciiDigit).Count();
        var (count, unit) = (double.Parse(part[..digits], CultureInfo.InvariantCulture), part[digits..]);
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(count),
            "w" => TimeSpan.FromDays(7 * count),
            _ => TimeSpan.FromDays(365 * count),
        };
    }

    [GeneratedRegex(@"\A(?:(?<part>[0-9]{1,9}(?:ms|[smhdwy])))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
