using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Manifests.Validation;

/// <summary>A pattern in Go's syntax (RE2), matched in bounded time whatever the value is.</summary>
internal sealed class SchemaPattern
{
    private static readonly ConcurrentDictionary<string, SchemaPattern> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// .NET's linear engine takes a tenth of a second to start, so it serves only the values that are long enough to make the other one slow.
    /// </summary>
    private const int LongestBacktracked = 1000;

    private readonly Lazy<Regex> _backtracking;
    private readonly Lazy<Regex> _linear;

    private SchemaPattern(string text)
    {
        Text = text;
        _backtracking = new Lazy<Regex>(() => new Regex(Translate(text), RegexOptions.CultureInvariant));
        _linear = new Lazy<Regex>(() => new Regex(Translate(text), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }

    /// <summary>The pattern as upstream wrote it.</summary>
    internal string Text { get; }

    internal static SchemaPattern Of(string text) => Known.GetOrAdd(text, static key => new SchemaPattern(key));

    internal bool IsMatch(string value) => (value.Length <= LongestBacktracked ? _backtracking : _linear).Value.IsMatch(value);

    /// <summary>
    /// The same pattern for .NET. Two things differ: without flags Go's <c>$</c> is the end of the text only, not also before a final newline;
    /// and its classes <c>\d</c>, <c>\w</c>, <c>\s</c> are ASCII. See https://github.com/google/re2/wiki/Syntax.
    /// </summary>
    private static string Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var isInClass = false;
        for (var position = 0; position < pattern.Length; position++)
        {
            var character = pattern[position];
            if (character == '\\' && position + 1 < pattern.Length)
            {
                text.Append(TranslateEscape(pattern[++position], isInClass));
                continue;
            }

            isInClass = character == '[' || (isInClass && character != ']');
            text.Append(character == '$' && !isInClass ? @"\z" : character.ToString());
        }

        return text.ToString();
    }

    private static string TranslateEscape(char escaped, bool isInClass) => (escaped, isInClass) switch
    {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('D', false) => "[^0-9]",
        ('w', false) => "[0-9A-Za-z_]",
        ('w', true) => "0-9A-Za-z_",
        ('W', false) => "[^0-9A-Za-z_]",
        ('s', false) => @"[\t\n\f\r ]",
        ('s', true) => @"\t\n\f\r ",
        ('S', false) => @"[^\t\n\f\r ]",
        _ => $"\\{escaped}",
    };
}
