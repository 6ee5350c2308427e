using Manifests;

namespace Infra.Cli.Authorities;

/// <summary>The hierarchy for programs: one document, as JSON or YAML.</summary>
internal static class TrustDocument
{
    /// <summary>The report as a document.</summary>
    public static MapNode Of(TrustReport report) => Documents.Map(
        ("environment", report.Environment),
        ("at", Instants.Write(report.At)),
        ("roots", Documents.List(report.Roots.Select(root => Authority(root, report.At)))),
        ("bundles", Documents.List(report.Bundles.Select(bundle => Documents.Map(
            ("region", bundle.Region),
            ("trustDomain", bundle.TrustDomain),
            ("roots", Documents.Texts(bundle.Roots)),
            ("sha256", bundle.Digest),
            ("acceptsCallersFrom", Documents.Texts(bundle.Accepts)))))),
        ("findings", Documents.Findings(report.Findings)));

    private static MapNode Authority(AuthorityReport authority, DateTimeOffset at)
    {
        var map = Documents.Map(("name", authority.Name), ("role", authority.Role));
        Documents.Add(map, authority.Certificate, at);
        if (authority.RenewAt is { } renewal)
        {
            map.Add("renewAt", Instants.Write(renewal));
        }

        map.Add("signed", Documents.List(authority.Signed.Select(signed => Authority(signed, at))));
        return map;
    }
}
