using System.Buffers;
using YamlDotNet.Core;

namespace Manifests.Writing;

/// <summary>
/// How a string is written so that readers of YAML 1.1 and 1.2 alike take it for the string that it is. Plain is only what begins with a letter
/// or a slash, holds nothing that YAML gives a meaning, and is none of its words.
/// </summary>
internal static class YamlStyles
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./@+=~%$(); :");

    /// <summary>YAML 1.1's and 1.2's words for booleans, null and numbers, and those that some reader takes for one.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity",
    };

    internal static ScalarStyle OfKey(string text) => IsPlain(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;

    internal static ScalarStyle Of(string text)
    {
        if (IsPlain(text))
        {
            return ScalarStyle.Plain;
        }

        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return IsLiteral(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        }

        // Expressions such as sum(rate(x{code="500"}[5m])) stay readable.
        return text.AsSpan().ContainsAny('"', '\\') && IsPrintableAscii(text) ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
    }

    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] is '/')
        && !text.AsSpan().ContainsAnyExcept(PlainCharacters)
        && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !Words.Contains(text);

    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>A literal block cannot hold every text: its indentation comes from the first line, and it keeps no unprintable character.</summary>
    private static bool IsLiteral(string text) =>
        text[0] is not (' ' or '\n' or '\t')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && !text.Contains(" \n", StringComparison.Ordinal)
        && !text.EndsWith(' ')
        && text.All(character => character is '\n' or '\t' or (>= ' ' and <= '~') or (>= '\u00A1' and <= '\uD7FF' and not ('\u2028' or '\u2029')));
}
