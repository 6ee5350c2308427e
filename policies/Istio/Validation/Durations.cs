using System.Globalization;

namespace Policies.Istio.Validation;

/// <summary>Durations as protobuf's JSON writes them (<c>1.5s</c>) and as Kubernetes users do (<c>1m30s</c>); Istio takes whole milliseconds from one up.</summary>
internal static class Durations
{
    private static readonly (string Unit, decimal Milliseconds)[] Units =
        [("ms", 1), ("us", 0.001m), ("µs", 0.001m), ("ns", 0.000001m), ("h", 3_600_000), ("m", 60_000), ("s", 1000)];

    /// <summary>What is wrong with a duration; null where nothing is, or there is none.</summary>
    public static string? Fault(Field duration) => !duration.IsPresent ? null : Milliseconds(duration.Text) switch
    {
        null => $"'{duration.Text}' is not a duration such as 1.5s",
        < 1 => $"'{duration.Text}' is shorter than a millisecond",
        var milliseconds when milliseconds % 1 != 0 => $"'{duration.Text}' is finer than milliseconds",
        _ => null,
    };

    /// <summary>Whether a duration is shorter than a millisecond, which is how some fields are switched off.</summary>
    public static bool IsZero(Field duration) => Milliseconds(duration.Text) is > -1 and < 1;

    /// <summary>Whether a duration, where there is one, has no fraction of a second.</summary>
    public static bool IsWholeSeconds(Field duration) => (Milliseconds(duration.Text) ?? 0) % 1000 == 0;

    private static decimal? Milliseconds(string text)
    {
        var rest = text.TrimStart('-');
        var total = 0m;
        if (rest.Length == 0)
        {
            return null;
        }

        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
            var unit = Array.Find(Units, unit => rest.AsSpan(digits).StartsWith(unit.Unit, StringComparison.Ordinal));
            if (unit.Unit is null || !decimal.TryParse(rest.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return rest == "0" ? 0 : null;
            }

            total += number * unit.Milliseconds;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return text.StartsWith('-') ? -total : total;
    }
}
