using Components.Pki;
using Manifests;
using Policies;
using Trust;
using Trust.Bundles;
using Trust.Verification;

namespace Infra.Live;

/// <summary>
/// A Certificate of a cluster with what cert-manager issued for it. The chain stands in the status of its last CertificateRequest, where it is public;
/// no Secret is read.
/// </summary>
internal sealed record IssuedCertificate
{
    /// <summary>The kinds that are read for it.</summary>
    public static IReadOnlyList<KindReference> Kinds { get; } =
        [new("cert-manager.io", "v1", "Certificate"), new("cert-manager.io", "v1", "CertificateRequest"), new("", "v1", "ConfigMap")];

    /// <summary>The region of the cluster.</summary>
    public required string Region { get; init; }

    /// <summary>The Certificate.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The Certificate as it is in the cluster.</summary>
    public required MapNode Manifest { get; init; }

    /// <summary>What was issued, the leaf first; null where no request that was answered is left.</summary>
    public CertificateReading? Issued { get; init; }

    /// <summary>The region's roots, as trust-manager hands them out; null where there is no such ConfigMap.</summary>
    public Bundle? Bundle { get; init; }

    /// <summary>Who was asked for it.</summary>
    public string Issuer =>
        Manifest["spec"] is MapNode spec && spec["issuerRef"] is MapNode issuer ? $"{Text(issuer, "kind") ?? "Issuer"} {Text(issuer, "name")}" : "nobody";

    /// <summary>How many times it was issued; null where it never was.</summary>
    public string? Revision => Text(Manifest["status"], "revision");

    /// <summary>When it is to be renewed; null where it was never issued.</summary>
    public string? RenewedFrom => Text(Manifest["status"], "renewalTime");

    /// <summary>The Certificates of a cluster.</summary>
    public static IEnumerable<IssuedCertificate> In(LiveCluster cluster)
    {
        var answered = cluster.OfKind("cert-manager.io", "CertificateRequest").Select(entry => entry.Value)
            .Where(request => Text(request["status"], "certificate") is not null)
            .ToLookup(request => Text(request["metadata"], "namespace"));
        var roots = cluster.OfKind("", "ConfigMap").FirstOrDefault(entry => entry.Key.Name == TrustBundle.Name);
        var bundle = Text(roots?.Value["data"], TrustBundle.Key) is { } pem ? BundleRules.Of(CertificateReader.ReadPem(pem, TrustBundle.Name).Read) : null;
        foreach (var (key, manifest) in cluster.OfKind("cert-manager.io", "Certificate"))
        {
            var last = CertificateRequests.Last(answered[key.Namespace], key.Namespace, key.Name);
            yield return new IssuedCertificate
            {
                Region = cluster.Region,
                Key = key,
                Manifest = manifest,
                Issued = last is null ? null : Read(key, Text(last["status"], "certificate")!),
                Bundle = bundle,
            };
        }
    }

    /// <summary>What is wrong with it.</summary>
    /// <param name="now">The instant to judge by.</param>
    public IEnumerable<Finding> Findings(DateTimeOffset now)
    {
        var subject = PlannedObjects.Reference(Region, Key);
        foreach (var finding in Readiness.Check(new LiveCluster(Region, [Manifest]), now))
        {
            yield return finding;
        }

        if (Issued?.Certificates is not [var leaf, ..] || Bundle is null)
        {
            yield break;
        }

        var verdict = new PeerVerification
        {
            Leaf = leaf,
            Intermediates = [.. Issued.Certificates.Skip(1)],
            Bundle = Bundle,
            At = now,
            SpiffeId = First("uris") is { } uri && SpiffeId.TryParse(uri, out var id, out _) ? id : null,
            DnsName = First("dnsNames") is { } name && DnsName.TryParse(name, out var dns, out _) ? dns : null,
        }.Verdict();
        foreach (var finding in verdict.Findings)
        {
            yield return TrustCatalogue.Of(finding) with { Subject = subject };
        }
    }

    private string? First(string field) => ((Manifest["spec"] as MapNode)?[field] as ListNode) is [ScalarNode { AsString: { } text }, ..] ? text : null;

    private static CertificateReading Read(ObjectKey key, string base64)
    {
        try
        {
            return CertificateReader.Read(Convert.FromBase64String(base64), key.Name);
        }
        catch (FormatException)
        {
            return CertificateReader.ReadPem(base64, key.Name);
        }
    }

    private static string? Text(Node? map, string key) => ((map as MapNode)?[key] as ScalarNode)?.Text;
}
