using System.Text.RegularExpressions;

namespace Policies.Istio.Validation;

/// <summary>Headers that routes look at, add, set and remove.</summary>
internal static partial class HeaderChecks
{
    private static readonly string[] Changes = ["add", "set"];
    private static readonly string[] Authority = [":authority", "host"];
    private static readonly string[] PseudoHeaders = [":method", ":scheme", ":authority", ":path", ":status"];

    /// <summary>The changes of a route, or of one of its destinations, to requests and responses.</summary>
    public static void CheckChanges(Field headers, Problems problems)
    {
        foreach (var (direction, mayBeAuthority) in new[] { (headers["request"], true), (headers["response"], false) })
        {
            foreach (var (name, value) in Changes.SelectMany(change => direction[change].Entries))
            {
                problems.ErrorIf(value, ChangeFault(name, mayBeAuthority));
                problems.ErrorIf(value, ValueFault(value.Text));
            }

            foreach (var name in direction["remove"].Items)
            {
                problems.ErrorIf(name, ChangeFault(name.Text, false));
            }
        }
    }

    /// <summary>The authority may be written in one place only, by a rewrite or by a header.</summary>
    public static void CheckAuthority(Field route, Problems problems)
    {
        var places = Changes.SelectMany(change => route["headers"]["request"][change].Entries).Where(header => IsAuthority(header.Key)).Select(header => header.Value)
            .Where(value => value.IsFilled).ToList();
        if (places.Count > 1 || (places.Count == 1 && route["rewrite"]["authority"].IsFilled))
        {
            problems.Error(places[^1], "the authority is written in another place already");
        }
    }

    /// <summary>What is wrong with the name of a header that a match looks at; null where nothing is.</summary>
    public static string? MatchFault(string name) =>
        name.Length == 0 ? "a header's name must not be empty"
        : RoutingClaims.Is(name) || PseudoHeaders.Contains(name) ? null
        : NameFault(name);

    /// <summary>What is wrong with a header's name (RFC 9110, section 5.1); null where nothing is.</summary>
    public static string? NameFault(string name) =>
        name.Length == 0 ? "a header's name must not be empty" : Token().IsMatch(name) ? null : $"'{name}' is not a header's name";

    private static string? ChangeFault(string name, bool mayBeAuthority) =>
        name.Length == 0 ? "a header's name must not be empty"
        : IsAuthority(name) ? (mayBeAuthority ? null : $"'{name}' can only be written in requests, by add and set")
        : name.StartsWith(':') ? $"'{name}' is not a header that Envoy changes"
        : null;

    private static bool IsAuthority(string name) => Authority.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? ValueFault(string value) =>
        !Printable().IsMatch(value) ? "the value has control characters"
        : !Formatted().IsMatch(value) ? $"'{value}' has a % that neither begins nor ends a variable; write %% for the character itself"
        : null;

    [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~A-Za-z0-9]+\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[^\u0000-\u0008\u000A-\u001F\u007F]*\z")]
    private static partial Regex Printable();

    /// <summary>Texts with <c>%%</c>, <c>%VARIABLE%</c>, <c>%VARIABLE(text)%</c> and <c>%VARIABLE(["text", "text"])%</c>, as Envoy's header parser reads them.</summary>
    [GeneratedRegex("""
        ^(?:
            [^%]
          | %%
          | %[^%(]+%
          | %[^%(]*\([ ]*(?:\[[ ]*"|[^ \[])
            (?:\\.|[^\\)"])* (?: "[ ]*,[ ]*" (?:\\.|[^\\)"])* )*
            (?: \) | "[ ]*\][ ]*\) ) [ ]*%
        )*\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Formatted();
}
