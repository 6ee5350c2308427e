using System.Diagnostics.CodeAnalysis;

namespace Policies.Symbolic.Text;

/// <summary>Reads the regular expressions that route tables are made of: plain characters, <c>.</c> and <c>[^/]</c>, each once or with <c>*</c> or <c>+</c>.</summary>
/// <remarks>They match as a whole. Everything else (alternatives, groups, other classes, counts) is not modelled, and never taken for something simpler.</remarks>
internal static class RegexSteps
{
    private const string Segment = "[^/]";
    private const string Special = @"\.[](){}*+?|^$";

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="steps">What it matches from start to end.</param>
    /// <returns>Whether it is of these forms only.</returns>
    public static bool TryParse(string expression, [NotNullWhen(true)] out IReadOnlyList<TextStep>? steps)
    {
        steps = null;
        var read = new List<TextStep>();
        for (var at = 0; at < expression.Length;)
        {
            if (Next(expression.AsSpan(at)) is not { } found)
            {
                return false;
            }

            at += found.Length;
            var repeats = at < expression.Length ? expression[at] : ' ';
            if (repeats is '*' or '+')
            {
                at++;
            }

            if (repeats != '*')
            {
                read.Add(new TextStep(found.Set, Repeats: false));
            }

            if (repeats is '*' or '+')
            {
                read.Add(new TextStep(found.Set, Repeats: true));
            }
        }

        steps = read;
        return true;
    }

    private static (CharSet Set, int Length)? Next(ReadOnlySpan<char> rest) => rest switch
    {
        ['.', ..] => (CharSet.All(CharClass.Any), 1),
        ['\\', var escaped, ..] when Special.Contains(escaped, StringComparison.Ordinal) || escaped is '-' or '/' => (CharSet.One(escaped), 2),
        _ when rest.StartsWith(Segment) => (CharSet.All(CharClass.NotSlash), Segment.Length),
        [var plain, ..] when !Special.Contains(plain, StringComparison.Ordinal) => (CharSet.One(plain), 1),
        _ => null,
    };
}
