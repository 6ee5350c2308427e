using System.Globalization;
using Manifests;

namespace Infra.Cli.Authorities;

/// <summary>The hierarchy for programs: one document, as JSON or YAML.</summary>
internal static class TrustDocument
{
    /// <summary>The report as a document.</summary>
    public static MapNode Of(TrustReport report) => Map(
        ("environment", report.Environment),
        ("roots", List(report.Roots.Select(Authority))),
        ("bundles", List(report.Bundles.Select(bundle => Map(
            ("region", bundle.Region),
            ("trustDomain", bundle.TrustDomain),
            ("roots", Texts(bundle.Roots)),
            ("sha256", bundle.Digest))))));

    private static MapNode Authority(AuthorityReport authority)
    {
        var certificate = authority.Certificate;
        return Map(
            ("name", authority.Name),
            ("role", authority.Role),
            ("subject", certificate.Subject),
            ("issuer", certificate.Issuer),
            ("serialNumber", certificate.SerialNumber),
            ("key", certificate.Key),
            ("basicConstraints", certificate.Role),
            ("usages", Texts(certificate.Usages)),
            ("nameConstraints", Texts(certificate.Constraints)),
            ("notBefore", Time(certificate.NotBefore)),
            ("notAfter", Time(certificate.NotAfter)),
            ("daysLeft", authority.DaysLeft),
            ("sha256", certificate.Fingerprint.ColonHex),
            ("signed", List(authority.Signed.Select(Authority))));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static MapNode Map(params ReadOnlySpan<(string Key, Node Value)> entries)
    {
        var map = new MapNode();
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    private static ListNode Texts(IEnumerable<string> texts) => List(texts.Select(text => (Node)text));

    private static ListNode List(IEnumerable<Node> items)
    {
        var list = new ListNode();
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
