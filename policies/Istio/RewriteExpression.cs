using System.Text;
using System.Text.RegularExpressions;

namespace Policies.Istio;

/// <summary>A regular expression of RE2 whose matches in a path are replaced, as far as .NET's means the same.</summary>
/// <param name="Text">The expression.</param>
/// <remarks>Envoy replaces each match from left to right (<c>RE2::GlobalReplace</c>), where <c>\1</c> is what the first group matched and <c>\0</c> the match.</remarks>
internal sealed partial record RewriteExpression(string Text)
{
    private Regex? Compiled => field ??= IsCommon(Text) && TryMake(Text) is { } made && !made.IsMatch("") ? made : null;

    /// <summary>Whether it matches each path once, from its start to its end.</summary>
    public bool TakesWholePaths => TakesAll().IsMatch(Text);

    /// <summary>A path with each match replaced; null where that cannot be told.</summary>
    /// <param name="path">The path.</param>
    /// <param name="by">What replaces a match.</param>
    public string? Replace(string path, string by)
    {
        if (TakesWholePaths && !by.Contains('\\', StringComparison.Ordinal))
        {
            return by;
        }

        var isKnown = true;
        var replaced = Compiled?.Replace(path, match =>
        {
            var text = new StringBuilder();
            for (var index = 0; index < by.Length; index++)
            {
                if (by[index] != '\\')
                {
                    text.Append(by[index]);
                }
                else if (++index < by.Length && (by[index] == '\\' || char.IsAsciiDigit(by[index])))
                {
                    text.Append(by[index] == '\\' ? "\\" : match.Groups[by[index] - '0'].Value);
                }
                else
                {
                    isKnown = false;
                }
            }

            return text.ToString();
        });
        return isKnown ? replaced : null;
    }

    private static Regex? TryMake(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether it has nothing that the two word in different ways: no named groups, flags, classes by name, and no escapes but of signs and of <c>d</c>, <c>s</c> and <c>w</c>.</summary>
    private static bool IsCommon(string text)
    {
        var isInClass = false;
        for (var index = 0; index < text.Length; index++)
        {
            var next = index + 1 < text.Length ? text[index + 1] : '\0';
            switch (text[index])
            {
                case '\\' when char.IsAsciiLetterOrDigit(next) && next is not ('d' or 's' or 'w' or 'D' or 'S' or 'W'):
                case '(' when next == '?' && (index + 2 >= text.Length || text[index + 2] != ':'):
                case '[' when isInClass || next == '[':
                case > '~':
                    return false;
                case '\\':
                    index++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\A\^?(?:/?\.\*|\.\+|\(/?\.\*\)|\(\.\+\)|/\(\.\*\))\$?\z")]
    private static partial Regex TakesAll();
}
