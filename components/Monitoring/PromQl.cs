using System.Globalization;
using System.Text.RegularExpressions;

namespace Components.Monitoring;

/// <summary>Fragments of PromQL.</summary>
internal static class PromQl
{
    /// <summary>A number as PromQL reads it.</summary>
    public static string Number(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>A length of time in seconds, for arithmetic with timestamps.</summary>
    public static string Seconds(TimeSpan value) => Number(value.TotalSeconds);

    /// <summary>A moment as seconds since the epoch, as <c>time()</c> counts.</summary>
    public static string Timestamp(DateTimeOffset value) => value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A length of time in Prometheus' duration form, in the largest unit that divides it, such as <c>15m</c>.</summary>
    public static string Duration(TimeSpan value)
    {
        var milliseconds = checked((long)value.TotalMilliseconds);
        var (size, unit) = Units.First(unit => milliseconds % unit.Size == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }

    /// <summary>A quoted regular expression that matches exactly the given values.</summary>
    public static string AnyOf(IEnumerable<string> values) =>
        Quote(string.Join('|', values.Select(Regex.Escape)));

    /// <summary>A string literal.</summary>
    public static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// How much the counters of a selector grew in the last five minutes, for events so rare that one matters.
    /// </summary>
    /// <remarks>
    /// <c>increase()</c> alone is blind to the first event: these counters appear with their first increment, and a series that begins at 1
    /// has not increased. So a series that was not there before counts with its whole value. The look-back of an hour keeps a gap in
    /// scraping from turning old counts into new ones.
    /// </remarks>
    public static string Growth(string selector) =>
        $"increase({selector}[5m]) > 0\n  or ({selector} > 0 unless max_over_time({selector}[1h] offset 5m))";

    private static readonly (long Size, string Unit)[] Units =
        [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms")];
}
