using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>Which normalized paths a value of <c>paths</c> matches.</summary>
/// <remarks>Templates: Envoy's <c>extensions/path/uri_template_lib</c>. Their operators take neither <c>*</c> nor <c>=</c>.</remarks>
internal static class PathPatterns
{
    private const string OneSegment = "{*}";
    private const string ManySegments = "{**}";

    /// <summary>The pattern of a value.</summary>
    public static TextPattern Of(string value) =>
        value.Contains(OneSegment, StringComparison.Ordinal) || value.Contains(ManySegments, StringComparison.Ordinal)
            ? TextPattern.Of($"template {value}", Template(value))
            : TextPattern.Istio(value);

    private static List<TextStep> Template(string value)
    {
        var steps = new List<TextStep>();
        for (var at = 0; at < value.Length;)
        {
            if (value.AsSpan(at).StartsWith(ManySegments, StringComparison.Ordinal))
            {
                steps.AddRange(TextPattern.Any(CharClass.TemplatePath));
                at += ManySegments.Length;
            }
            else if (value.AsSpan(at).StartsWith(OneSegment, StringComparison.Ordinal))
            {
                steps.AddRange(TextPattern.Some(CharClass.TemplateSegment));
                at += OneSegment.Length;
            }
            else
            {
                steps.AddRange(TextPattern.Literally(value[at].ToString()));
                at++;
            }
        }

        return steps;
    }
}
