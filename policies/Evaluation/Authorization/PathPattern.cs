using System.Text;
using System.Text.RegularExpressions;

namespace Policies.Evaluation.Authorization;

/// <summary>A value of <c>paths</c>: one of the usual forms, or a template with <c>{*}</c> and <c>{**}</c> (Envoy's <c>uri_template</c>).</summary>
internal sealed class PathPattern
{
    private const string Segment = "[a-zA-Z0-9\\-._~%!$&'()+,;:@]+";
    private const string Rest = "[a-zA-Z0-9\\-._~%!$&'()+,;:@/]*";

    private readonly TextPattern _text;
    private readonly Regex? _template;

    internal PathPattern(string value)
    {
        _text = new TextPattern(value);
        _template = IsTemplate(value) ? new Regex(Translate(value), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) : null;
    }

    internal bool Matches(string path) => _template?.IsMatch(path) ?? _text.Matches(path);

    private static bool IsTemplate(string value) =>
        value.Contains("{*}", StringComparison.Ordinal) || value.Contains("{**}", StringComparison.Ordinal);

    private static string Translate(string value)
    {
        var pattern = new StringBuilder("\\A");
        for (var at = 0; at < value.Length;)
        {
            if (string.CompareOrdinal(value, at, "{**}", 0, 4) == 0)
            {
                pattern.Append(Rest);
                at += 4;
            }
            else if (string.CompareOrdinal(value, at, "{*}", 0, 3) == 0)
            {
                pattern.Append(Segment);
                at += 3;
            }
            else
            {
                pattern.Append(Regex.Escape(value.Substring(at++, 1)));
            }
        }

        return pattern.Append("\\z").ToString();
    }
}
