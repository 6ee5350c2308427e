using System.Text.RegularExpressions;

namespace Policies.Istio.Validation;

/// <summary>A word of an expression of CEL.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="IsLiteral">Whether it is a value: a number, a text, <c>true</c>, <c>false</c> or <c>null</c>.</param>
internal sealed partial record CelToken(string Text, int Start, bool IsLiteral)
{
    private static readonly string[] Values = ["true", "false", "null"];

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    };

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => IsLiteral && (char.IsAsciiDigit(Text[0]) || Text[0] == '.');

    /// <summary>Whether it can be a field's name.</summary>
    public bool IsName => !IsLiteral && Text != "in" && (char.IsAsciiLetter(Text[0]) || Text[0] is '_' or '`');

    /// <summary>Whether it is a name that the language keeps for itself, except as a field's.</summary>
    public bool IsReserved => Reserved.Contains(Text);

    /// <summary>The words of a text; null where it has something that is none.</summary>
    public static IReadOnlyList<CelToken>? Read(string text)
    {
        var tokens = new List<CelToken>();
        for (var position = 0; position < text.Length;)
        {
            var match = Word().Match(text, position);
            if (!match.Success)
            {
                return null;
            }

            if (!match.Groups["blank"].Success)
            {
                tokens.Add(new CelToken(match.Value, position, match.Groups["value"].Success || Values.Contains(match.Value)));
            }

            position += match.Length;
        }

        return tokens;
    }

    [GeneratedRegex("""
        \G(?:
            (?<blank>[\t\n\f\r\x20]+|//[^\n]*)
          | (?<value>(?:[rR][bB]?|[bB][rR])(?:"{3}.*?"{3}|'{3}.*?'{3}|"[^"\r\n]*"|'[^'\r\n]*'))
          | (?<value>[bB]?(?:"{3}(?:\\.|[^\\])*?"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\[^\r\n]|[^"\\\r\n])*"|'(?:\\[^\r\n]|[^'\\\r\n])*'))
          | (?<value>[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|0x[0-9a-fA-F]+[uU]?|[0-9]+[uU]?)
          | [_a-zA-Z][_a-zA-Z0-9]*
          | `[a-zA-Z0-9_.\-/\x20]+`
          | &&|\|\||[=!<>]=|[-+*/%!<>?:,.()\[\]{}]
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Word();
}
