using Policies.Istio;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Gateways;

/// <summary>Patterns of paths behind a route that replaces their beginning, as patterns of the paths before it.</summary>
internal static class PrefixPatterns
{
    /// <summary>The patterns of which a path has one exactly where it has the other behind the route; none where no path has it; null where that cannot be told.</summary>
    /// <param name="pattern">The pattern behind the route.</param>
    /// <param name="change">What the route replaces.</param>
    public static IReadOnlyList<TextPattern>? Before(TextPattern pattern, PathChange change)
    {
        var (old, by) = (change.Replaced!, change.By);
        if (!IsPlain(by) || (by.EndsWith('/') && !old.EndsWith('/')))
        {
            return null;
        }

        return pattern switch
        {
            _ when ReferenceEquals(pattern, TextPattern.Anything) || ReferenceEquals(pattern, TextPattern.NonEmpty) => [TextPattern.Anything],
            { Literal: { } text } => text.StartsWith(by, StringComparison.Ordinal) ? [TextPattern.Exact(old + text[by.Length..])] : [],
            { Beginning: { } text } when text.StartsWith(by, StringComparison.Ordinal) => [TextPattern.Prefix(old + text[by.Length..])],
            { Beginning: { } text } => by.StartsWith(text, StringComparison.Ordinal) ? [TextPattern.Anything] : [],
            _ => null,
        };
    }

    /// <summary>Whether no normalization of the server behind touches what is put in; slashes that could come to stand together are asked for besides.</summary>
    private static bool IsPlain(string text) => text.StartsWith('/') && text.AsSpan().IndexOfAny('.', '%', '\\') < 0 && !text.Contains("//", StringComparison.Ordinal);
}
