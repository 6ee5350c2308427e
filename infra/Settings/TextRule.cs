using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>The rule of a <see cref="TextForm"/>.</summary>
/// <param name="Noun">What a text of the form is, with its article: <c>a DNS label</c>.</param>
/// <param name="Allowed">The rule in words.</param>
/// <param name="Longest">The greatest number of characters.</param>
/// <param name="Body">The pattern without anchors, in the syntax that .NET and ECMA 262 share.</param>
/// <param name="Matcher">The same pattern, anchored at both ends of the text.</param>
internal sealed record TextRule(string Noun, string Allowed, int Longest, string Body, Regex Matcher)
{
    /// <summary>Whether a text has the form.</summary>
    public bool Accepts(string text) => text.Length <= Longest && Matcher.IsMatch(text);
}
