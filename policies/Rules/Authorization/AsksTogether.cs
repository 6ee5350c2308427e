using Policies.Network;

namespace Policies.Rules.Authorization;

/// <summary>Whether lists of values of one attribute have every request between them: what some leave out, others name.</summary>
internal static class AsksTogether
{
    /// <summary>Whether every request is one of some list's. Where that cannot be told from the texts, it is not.</summary>
    /// <param name="asks">The lists, all of one attribute.</param>
    public static bool AreAll(IReadOnlyCollection<Ask> asks)
    {
        var named = asks.Where(ask => !ask.IsNot).SelectMany(ask => ask.Values);
        var leftOut = asks.Where(ask => ask.IsNot).ToList();
        return asks.First().IsOfAddress ? AreAllAddresses(named, leftOut) : leftOut.Count > 0 && LeftOutOfAll(leftOut).All(value => named.Any(own => Covers(own, value)));
    }

    private static bool AreAllAddresses(IEnumerable<string> named, List<Ask> leftOut)
    {
        var all = Ask.AllAddresses(named) ?? AddressSet.Empty;
        foreach (var ask in leftOut)
        {
            all = all.Union(Ask.AllAddresses(ask.Values)?.Complement() ?? AddressSet.Empty);
        }

        return all.Contains(AddressRange.Version4);
    }

    /// <summary>What is in every list: at least that, for a text that may be two things stays in.</summary>
    private static List<string> LeftOutOfAll(List<Ask> lists)
    {
        List<string> rest = [.. lists[0].Values];
        foreach (var list in lists.Skip(1))
        {
            rest = [.. rest.SelectMany(value => list.Values.Select(other => Common(value, other, list.IsOfText))).OfType<string>().Distinct(StringComparer.Ordinal)];
        }

        return rest;
    }

    /// <summary>What two patterns have in common, or more than that; null where it is nothing.</summary>
    private static string? Common(string one, string other, bool isText) =>
        Covers(one, other) ? other : Covers(other, one) ? one : isText && AreApart(one, other) ? null : one;

    /// <summary>Whether no text is of both patterns, however it is written: hosts have no case.</summary>
    private static bool AreApart(string one, string other) => HasOneShape(one, other)
        && !Covers(one, other, StringComparison.OrdinalIgnoreCase) && !Covers(other, one, StringComparison.OrdinalIgnoreCase);

    private static bool HasOneShape(string one, string other) => (IsLiteral(one) && (IsLiteral(other) || IsPrefix(other) || IsSuffix(other)))
        || (IsLiteral(other) && (IsPrefix(one) || IsSuffix(one))) || (IsPrefix(one) && IsPrefix(other)) || (IsSuffix(one) && IsSuffix(other));

    /// <summary>Whether every text of the second pattern is one of the first's.</summary>
    private static bool Covers(string pattern, string value, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(pattern, value, comparison) || pattern == "*"
        || (IsPrefix(pattern) && !IsSuffix(value) && value.StartsWith(pattern[..^1], comparison))
        || (IsSuffix(pattern) && !IsPrefix(value) && value.EndsWith(pattern[1..], comparison));

    /// <summary>Whether it is one text. A path with braces is a template.</summary>
    private static bool IsLiteral(string text) => !text.AsSpan().ContainsAny('*', '{');

    private static bool IsPrefix(string text) => text.Length > 1 && text.IndexOf('*', StringComparison.Ordinal) == text.Length - 1;

    private static bool IsSuffix(string text) => text.Length > 1 && text.LastIndexOf('*') == 0;
}
