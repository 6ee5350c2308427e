using System.Globalization;
using System.Text.Json;
using Infra.Cli.Findings;
using Manifests;
using Policies;
using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>The parts that documents about certificates have in common.</summary>
internal static class Documents
{
    /// <summary>A map of entries in their order.</summary>
    public static MapNode Map(params ReadOnlySpan<(string Key, Node Value)> entries)
    {
        var map = new MapNode();
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    /// <summary>A list of texts.</summary>
    public static ListNode Texts(IEnumerable<string> texts) => List(texts.Select(text => (Node)text));

    /// <summary>A list.</summary>
    public static ListNode List(IEnumerable<Node> items)
    {
        var list = new ListNode();
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>A certificate's own words, to be put into a map.</summary>
    public static void Add(MapNode map, CertificateDescription certificate, DateTimeOffset at)
    {
        foreach (var entry in Map(
            ("subject", certificate.Subject),
            ("issuer", certificate.Issuer),
            ("serialNumber", certificate.SerialNumber),
            ("key", certificate.Key),
            ("signature", certificate.Signature),
            ("basicConstraints", certificate.Role),
            ("usages", Texts(certificate.Usages)),
            ("alternativeNames", Texts(certificate.AlternativeNames)),
            ("nameConstraints", Texts(certificate.Constraints)),
            ("notBefore", Instants.Write(certificate.NotBefore)),
            ("notAfter", Instants.Write(certificate.NotAfter)),
            ("daysLeft", Instants.DaysTo(certificate.NotAfter, at)),
            ("sha256", certificate.Fingerprint.ColonHex)))
        {
            map.Add(entry);
        }
    }

    /// <summary>Findings, as every other document has them.</summary>
    public static Node Findings(IEnumerable<Finding> findings) =>
        ((MapNode)Node.FromJson(JsonElement.Parse(FindingsJson.Text([.. findings.Order(Finding.Order)]))))["findings"]!;

    /// <summary>A number of days, in words.</summary>
    public static string DaysLeft(DateTimeOffset notAfter, DateTimeOffset at) => Instants.DaysTo(notAfter, at) switch
    {
        1 => "1 day left",
        -1 => "ended 1 day ago",
        < 0 and var days => string.Create(CultureInfo.InvariantCulture, $"ended {-days} days ago"),
        var days => string.Create(CultureInfo.InvariantCulture, $"{days} days left"),
    };
}
