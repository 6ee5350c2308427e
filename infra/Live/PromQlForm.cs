using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Live;

/// <summary>
/// One form of the expressions that differ only in how they are written: Prometheus tells an expression as it prints it, with other spaces, numbers such as
/// <c>2.592e+06</c>, durations such as <c>1w</c>, and matchers ordered by label (prometheus, promql/parser/printer.go).
/// </summary>
internal static partial class PromQlForm
{
    /// <summary>The form.</summary>
    public static string Of(string expression) =>
        Matchers().Replace(string.Join(' ', Token().Matches(expression).Select(Canonical).Where(token => token.Length > 0)), Ordered);

    private static string Canonical(Match token) =>
        token.Groups["comment"].Success ? ""
        : token.Groups["duration"].Success ? $"{PrometheusDuration.Parse(token.Value).TotalSeconds.ToString(CultureInfo.InvariantCulture)}s"
        : token.Groups["number"].Success ? double.Parse(token.Value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
        : token.Value;

    private static string Ordered(Match matchers) =>
        $"{{ {string.Join(" , ", Matcher().Matches(matchers.Groups["within"].Value).Select(matcher => matcher.Value.Trim()).Order(StringComparer.Ordinal))} }}";

    [GeneratedRegex(
        """
        (?<comment>\#[^\n]*)
        | (?<text>"(?:[^"\\]|\\.)*")
        | (?<duration>(?:[0-9]+(?:ms|[smhdwy]))+)(?![\w:])
        | (?<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w:])
        | [A-Za-z_:][\w:]*
        | \S
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex("""\{(?<within>(?:"(?:[^"\\]|\\.)*"|[^"}])*)\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Matchers();

    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|[^",])+""", RegexOptions.CultureInvariant)]
    private static partial Regex Matcher();
}
