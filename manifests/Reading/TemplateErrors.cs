using System.Text;

namespace Manifests.Reading;

/// <summary>
/// Says of a template what it is. Charts and Go templates carry <c>{{ … }}</c> where YAML expects a value, and what a parser says of that helps nobody.
/// </summary>
internal static class TemplateErrors
{
    private const string Message =
        "a template's {{ stands here, which is no YAML yet; give what renders from it, such as the output of helm template";

    private const string Remedy = "helm template <chart> | infra check -f -";

    /// <summary>The errors, with one of ours for every line of a template that a parser stumbled over.</summary>
    internal static IReadOnlyList<ReadError> In(ReadOnlySpan<byte> utf8, IReadOnlyList<ReadError> errors)
    {
        if (errors.Count == 0 || utf8.IndexOf("{{"u8) < 0)
        {
            return errors;
        }

        var lines = Encoding.UTF8.GetString(utf8).Split('\n');
        return
        [
            .. errors.Select(error => error.Mark.Line <= lines.Length && lines[error.Mark.Line - 1].Contains("{{", StringComparison.Ordinal)
                ? new ReadError(error.Mark with { Column = 1 }, Message, Remedy)
                : error).Distinct(),
        ];
    }
}
