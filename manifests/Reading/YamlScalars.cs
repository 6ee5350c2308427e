using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Manifests.Reading;

/// <summary>
/// What a plain scalar means to Kubernetes. <c>kubectl</c> and the API server read YAML through sigs.k8s.io/yaml, whose scalars are those of
/// go-yaml v2: YAML 1.1's words for booleans, underscores, octal with a leading zero, but no sexagesimals.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>The meaning of a plain scalar; null when it is infinite or not a number, which JSON has no word for.</summary>
    internal static ScalarNode? Resolve(string text, Mark mark)
    {
        if (text.Length <= 5 && Word(text, mark) is { } word)
        {
            return word;
        }

        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return new ScalarNode(text) { Mark = mark };
        }

        if (NotFinite().IsMatch(text))
        {
            return null;
        }

        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return text[0] is not '.' && Integer(digits) is { } integer
            ? FromInteger(integer, text, mark)
            : FromFloat(digits, text, mark) ?? new ScalarNode(text) { Mark = mark };
    }

    private static ScalarNode? Word(string text, Mark mark) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new ScalarNode { Mark = mark },
        "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => new ScalarNode(true) { Mark = mark },
        "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => new ScalarNode(false) { Mark = mark },
        _ => null,
    };

    private static BigInteger? Integer(string digits)
    {
        var match = IntegerForm().Match(digits);
        if (!match.Success)
        {
            return null;
        }

        var magnitude = match.Groups switch
        {
            var groups when groups["hex"].Success => Parse(groups["hex"].ValueSpan, 16),
            var groups when groups["octal"].Success => Parse(groups["octal"].ValueSpan, 8),
            var groups when groups["binary"].Success => Parse(groups["binary"].ValueSpan, 2),
            var groups => Parse(groups["decimal"].ValueSpan, 10),
        };
        var value = digits[0] is '-' ? -magnitude : magnitude;
        return value >= long.MinValue && value <= ulong.MaxValue ? value : null;
    }

    private static BigInteger Parse(ReadOnlySpan<char> digits, int radix)
    {
        // More digits than 64 bits can hold in any radix: too large whatever they are, and not worth the time.
        if (digits.TrimStart('0').Length > 64)
        {
            return BigInteger.Pow(2, 65);
        }

        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * radix) + int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return value;
    }

    private static ScalarNode FromInteger(BigInteger value, string spelling, Mark mark) => value <= long.MaxValue
        ? new ScalarNode((long)value, spelling) { Mark = mark }
        : new ScalarNode((double)(ulong)value, spelling) { Mark = mark };

    private static ScalarNode? FromFloat(string digits, string spelling, Mark mark) =>
        FloatForm().IsMatch(digits)
        && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? Numbers.FromDouble(value, spelling, mark)
            : null;

    [GeneratedRegex(@"^[-+]?(0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))$", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.CultureInvariant)]
    private static partial Regex NotFinite();
}
