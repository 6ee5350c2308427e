using System.Text;

namespace Manifests.Generator.Generating;

/// <summary>From wire names to C# names.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        [""] = "Empty",
        ["="] = "Equal",
        ["!="] = "NotEqual",
        ["=~"] = "Match",
        ["!~"] = "NotMatch",
        ["*"] = "Any",
    };

    /// <summary>Plural words that mean one thing.</summary>
    private static readonly string[] Singular = ["tls", "dns", "https", "cors", "status", "kubernetes", "class", "aws", "address", "access"];

    /// <summary>The name of a property: <c>caBundle</c> is <c>CaBundle</c>, <c>clusterIP</c> is <c>ClusterIP</c>.</summary>
    internal static string Pascal(string wireName)
    {
        var name = new StringBuilder();
        foreach (var word in wireName.Split(['-', '_', '.', '/', '$', ' ', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        return Identifier(name.ToString());
    }

    /// <summary>The name of an enum's member: <c>ISTIO_MUTUAL</c> is <c>IstioMutual</c>, <c>TLSV1_3</c> is <c>Tlsv1_3</c>.</summary>
    private static string EnumMember(string wireName)
    {
        if (Symbols.TryGetValue(wireName, out var symbol))
        {
            return symbol;
        }

        var name = new StringBuilder();
        foreach (var word in wireName.Split(['-', '_', '.', '/', ' ', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Length > 0 && char.IsDigit(name[^1]) && char.IsDigit(word[0]))
            {
                name.Append('_');
            }

            var isShouted = wireName.Length > 1 && !wireName.Any(char.IsLower);
            name.Append(char.ToUpperInvariant(word[0])).Append(isShouted ? word[1..].ToLowerInvariant() : word[1..]);
        }

        return Identifier(name.ToString());
    }

    /// <summary>The members of an enum; values that differ in case only (<c>keep</c>, <c>Keep</c>) are told apart by number.</summary>
    internal static IReadOnlyList<(string Wire, string Name)> EnumMembers(IEnumerable<string> wireNames) =>
    [
        .. wireNames
            .Select(wireName => (Wire: wireName, Name: EnumMember(wireName)))
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .SelectMany(group => group.Select((member, number) => (member.Wire, number == 0 ? member.Name : $"{member.Name}{number + 1}"))),
    ];

    /// <summary>One of what a list's name says: <c>rules</c> has a <c>rule</c>, <c>policies</c> a <c>policy</c>.</summary>
    internal static string OneOf(string plural)
    {
        if (Array.Exists(Singular, word => plural.EndsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            return plural;
        }

        return plural switch
        {
            _ when plural.EndsWith("ies", StringComparison.Ordinal) => plural[..^3] + "y",
            _ when plural.EndsWith("ches", StringComparison.Ordinal) || plural.EndsWith("shes", StringComparison.Ordinal)
                || plural.EndsWith("sses", StringComparison.Ordinal) || plural.EndsWith("xes", StringComparison.Ordinal) => plural[..^2],
            _ when plural.EndsWith('s') => plural[..^1],
            _ => plural,
        };
    }

    private static string Identifier(string name) => char.IsDigit(name[0]) ? "_" + name : name;
}
