using System.Text;

namespace Infra.Cli;

/// <summary>Puts arbitrary text into Markdown without letting it become markup.</summary>
internal static class Markdown
{
    /// <summary>Text for a table's cell: one line, markup escaped.</summary>
    public static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (var character in PlainText.Line(text))
        {
            _ = character switch
            {
                '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' => cell.Append('\\').Append(character),
                // An e-mail address or @name would notify somebody.
                '@' => cell.Append("@\u200B"),
                _ => cell.Append(character),
            };
        }

        return cell.ToString();
    }

    /// <summary>Text in a code span that is safe in a table's cell.</summary>
    public static string Code(string text)
    {
        var line = PlainText.Line(text).Replace("|", "\\|", StringComparison.Ordinal);
        return line.Contains('`', StringComparison.Ordinal) ? $"`` {line} ``" : $"`{line}`";
    }
}
