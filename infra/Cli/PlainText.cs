namespace Infra.Cli;

/// <summary>Makes text from files and settings safe to print: what it holds cannot move a cursor, break a line or break a format.</summary>
internal static class PlainText
{
    /// <summary>The text in one line: line ends become blanks, other control characters and lone surrogates become U+FFFD.</summary>
    public static string Line(string text)
    {
        var safe = true;
        foreach (var character in text)
        {
            safe &= !char.IsControl(character) && !char.IsSurrogate(character);
        }

        return safe ? text : string.Concat(text.ReplaceLineEndings(" ").EnumerateRunes().Select(rune =>
            System.Text.Rune.IsControl(rune) ? "\uFFFD" : rune.ToString()));
    }
}
