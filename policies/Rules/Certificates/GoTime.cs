using System.Globalization;
using System.Text.RegularExpressions;

namespace Policies.Rules.Certificates;

/// <summary>Durations as Go's <c>time.ParseDuration</c> reads them: <c>2160h</c>, <c>1h30m</c>.</summary>
internal static partial class GoTime
{
    /// <summary>The duration of a text; null where it is none, or where there is no text.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null || Whole().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var seconds = 0.0;
        for (var index = 0; index < match.Groups["value"].Captures.Count; index++)
        {
            var value = double.Parse(match.Groups["value"].Captures[index].Value, CultureInfo.InvariantCulture);
            seconds += value * Seconds(match.Groups["unit"].Captures[index].Value);
        }

        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    private static double Seconds(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"^(?:(?<value>[0-9]{1,15}(?:\.[0-9]{1,9})?)(?<unit>h|ms|m|s|us|µs|ns))+\z")]
    private static partial Regex Whole();
}
