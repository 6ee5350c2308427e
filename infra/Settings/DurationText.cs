using System.Globalization;
using System.Text;

namespace Infra.Settings;

/// <summary>
/// Durations as settings write them: Go's form, which cert-manager and Istio read (<c>24h</c>, <c>1h30m</c>, <c>500ms</c>), and days
/// besides (<c>90d</c>).
/// </summary>
internal static class DurationText
{
    /// <summary>The form in words.</summary>
    public const string Allowed = "whole numbers with the unit d, h, m, s or ms, such as 24h, 90d or 1h30m";

    /// <summary>The form as a pattern in the syntax that .NET and ECMA 262 share, without anchors.</summary>
    public const string Pattern = "(?=[0-9])(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?(?:[0-9]{1,6}ms)?";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration; each unit at most once, the larger before the smaller.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (ticks, position, lastUnit) = (0L, 0, -1);
        duration = TimeSpan.Zero;
        while (position < text.Length)
        {
            var digits = text.AsSpan(position).IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 6)
            {
                return false;
            }

            var letters = text.AsSpan(position + digits).IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? text[(position + digits)..] : text.Substring(position + digits, letters);
            var index = Array.FindIndex(Units, known => known.Unit == unit);
            if (index <= lastUnit)
            {
                return false;
            }

            ticks += long.Parse(text.AsSpan(position, digits), NumberStyles.None, CultureInfo.InvariantCulture) * Units[index].Ticks;
            (position, lastUnit) = (position + digits + unit.Length, index);
        }

        duration = TimeSpan.FromTicks(ticks);
        return text.Length > 0;
    }

    /// <summary>Writes a duration in the fewest units; <see cref="TryParse"/> reads the same back, to the millisecond.</summary>
    public static string Write(TimeSpan duration)
    {
        var (text, rest) = (new StringBuilder(), duration.Ticks);
        foreach (var (unit, ticks) in Units)
        {
            if (rest / ticks > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / ticks}{unit}");
                rest %= ticks;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }
}
