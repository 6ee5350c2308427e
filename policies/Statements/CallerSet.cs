using System.Text.RegularExpressions;

namespace Policies.Statements;

/// <summary>A set of callers as a statement names it: <c>orders</c>, <c>namespace shop in region eu</c>, <c>outside region eu</c>.</summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Name">The name; empty for sets that need none.</param>
/// <param name="Region">The region that a service or namespace is narrowed to; null for all.</param>
/// <param name="IsOutside">Whether it is everybody else.</param>
public sealed partial record CallerSet(CallerSetKind Kind, string Name = "", string? Region = null, bool IsOutside = false)
{
    /// <summary>The name by which callers call the ingress gateway.</summary>
    public const string Ingress = "@ingress";

    /// <summary>What may be written, for messages.</summary>
    public const string Allowed =
        "a service's name, @ingress, or: service, namespace or region and a name, trust domain and a name, outsiders, plaintext callers, anyone; "
        + "\"outside\" before it, \"in region\" and a region after a service or namespace";

    /// <summary>The form as a regular expression without anchors.</summary>
    public const string Pattern =
        "(?:outside )?(?:anyone|outsiders|plaintext callers|(?:region|trust domain) " + Word + "|@ingress|(?:(?:service|namespace) " + Word + "|" + Bare + ")(?: in region " + Word + ")?)";

    private const string Word = "[A-Za-z0-9][A-Za-z0-9._/-]*";

    // A service that is called like one of these words is written after "service".
    private const string Bare = "(?!(?:anyone|outsiders|outside|plaintext|service|namespace|region|trust)(?![A-Za-z0-9._/-]))" + Word;

    private static readonly Dictionary<string, CallerSetKind> Words = new(StringComparer.Ordinal)
    {
        ["anyone"] = CallerSetKind.Anyone,
        ["outsiders"] = CallerSetKind.Outsiders,
        ["plaintext callers"] = CallerSetKind.Plaintext,
    };

    private static readonly Dictionary<string, CallerSetKind> Prefixes = new(StringComparer.Ordinal)
    {
        ["service"] = CallerSetKind.Service,
        ["namespace"] = CallerSetKind.Namespace,
        ["region"] = CallerSetKind.Region,
        ["trust domain"] = CallerSetKind.TrustDomain,
    };

    /// <summary>Reads a set; null where the text is none.</summary>
    public static CallerSet? Parse(string text)
    {
        if (!Form().IsMatch(text))
        {
            return null;
        }

        const string outside = "outside ";
        const string inRegion = " in region ";
        var isOutside = text.StartsWith(outside, StringComparison.Ordinal);
        var rest = isOutside ? text[outside.Length..] : text;
        var at = rest.IndexOf(inRegion, StringComparison.Ordinal);
        var (set, region) = at < 0 ? (rest, null) : (rest[..at], rest[(at + inRegion.Length)..]);
        if (Words.TryGetValue(set, out var word))
        {
            return new CallerSet(word, IsOutside: isOutside);
        }

        var space = set.LastIndexOf(' ');
        return space < 0
            ? new CallerSet(CallerSetKind.Service, set, region, isOutside)
            : new CallerSet(Prefixes[set[..space]], set[(space + 1)..], region, isOutside);
    }

    /// <summary>The set as it is written.</summary>
    public override string ToString() => (IsOutside ? "outside " : "") + Kind switch
    {
        CallerSetKind.Service => Name,
        CallerSetKind.Namespace or CallerSetKind.Region or CallerSetKind.TrustDomain => $"{Prefixes.First(prefix => prefix.Value == Kind).Key} {Name}",
        _ => Words.First(word => word.Value == Kind).Key,
    } + (Region is null ? "" : $" in region {Region}");

    [GeneratedRegex("^(?:" + Pattern + @")\z")]
    private static partial Regex Form();
}
