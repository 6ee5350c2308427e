using System.Security.Cryptography.X509Certificates;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;

namespace Trust.External;

/// <summary>
/// Judges the certificates of CAs whose signer is not this program: roots that somebody else keeps, and intermediates that such a root signed.
/// Everything but the key is judged from the settings alone, before anything is deployed.
/// </summary>
public static class ExternalCertificates
{
    /// <summary>Checks a root that somebody else keeps.</summary>
    /// <param name="root">The root, with its certificate.</param>
    /// <param name="isOfOneRegion">Whether the root is to stand for one region only.</param>
    /// <param name="at">The instant for which its window is judged.</param>
    public static IReadOnlyList<TrustFinding> Check(RootPlan root, bool isOfOneRegion, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(root);
        var reading = CertificateReader.ReadPem(root.ExternalCertificate ?? "", root.Name);
        if (Single(reading, root.Name, "one root", out var certificate) is { } problem)
        {
            return [.. reading.Findings, .. reading.IsReadable ? [problem] : (TrustFinding[])[]];
        }

        return
        [
            .. reading.Findings,
            .. ChainOrder.IsRoot(certificate!) ? [] : (TrustFinding[])[Wrong(root.Name, "it is no root: not a CA, or issued by another", "set the root's own certificate")],
            .. Signs(root.Name, certificate!),
            .. BasicConstraints.Of(certificate!).PathLength == 0
                ? [Wrong(root.Name, "its path length 0 leaves no room for an intermediate", "use a root with a path length of 1 or more")]
                : (TrustFinding[])[],
            .. isOfOneRegion && NameConstraints.Of(certificate!) is null ? [Unconstrained(root.Name)] : (TrustFinding[])[],
            .. Named(root.Name, [.. CertificateRules.CheckStrength(certificate!), .. WindowRules.Check(certificate!, at)]),
        ];
    }

    /// <summary>Checks an intermediate that an external root signed, all but its key.</summary>
    /// <param name="plan">The intermediate, with its chain.</param>
    /// <param name="root">Its root.</param>
    /// <param name="at">The instant for which its window is judged.</param>
    public static IReadOnlyList<TrustFinding> Check(IntermediatePlan plan, RootPlan root, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(root);
        var reading = CertificateReader.ReadPem(plan.ExternalChain ?? "", plan.Name);
        var roots = CertificateReader.ReadPem(root.ExternalCertificate ?? "", root.Name).Certificates.Where(ChainOrder.IsRoot).ToList();
        if (!reading.IsReadable)
        {
            return reading.Findings;
        }

        var (certificate, above) = (reading.Certificates[0], reading.Certificates.Skip(1).ToList());
        var verdict = ChainVerifier.Verify(certificate, above, Bundle.Of(roots), at);
        return
        [
            .. reading.Findings,
            .. ChainOrder.Check(reading.Read),
            .. Named(plan.Name, [.. verdict.Findings.Where(finding => finding.Rule != TrustRule.OutsideWindow), .. WindowRules.Check(certificate, at, plan.RenewBefore)]),
            .. above.SelectMany(each => WindowRules.Check(each, at)).Where(finding => finding.Rule == TrustRule.OutsideWindow),
            .. reading.Certificates.SelectMany(CertificateRules.CheckStrength),
            .. Asked(plan, certificate),
        ];
    }

    /// <summary>Checks that an external intermediate is for the key that the stack keeps.</summary>
    public static IReadOnlyList<TrustFinding> CheckKey(IntermediatePlan plan, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(key);
        var certificate = CertificatePem.ReadAll(plan.ExternalChain ?? "")[0];
        return certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey.ExportSubjectPublicKeyInfo())
            ? []
            :
            [
                new TrustFinding(
                    TrustRule.ExternalKey,
                    plan.Name,
                    "its external certificate is for another key than the one in the stack's state",
                    "have the request of the stack's output certificateRequests signed, of this CA and generation"),
            ];
    }

    /// <summary>Whether the certificate is the CA of the request: path length, usages, names, constraints.</summary>
    private static IEnumerable<TrustFinding> Asked(IntermediatePlan plan, X509Certificate2 certificate)
    {
        var profile = plan.ToProfile();
        foreach (var finding in Signs(plan.Name, certificate))
        {
            yield return finding;
        }

        var constraints = BasicConstraints.Of(certificate);
        if (constraints.IsCertificateAuthority && constraints != profile.BasicConstraints)
        {
            yield return Wrong(plan.Name, $"it is a {constraints}, and a {profile.BasicConstraints} was asked for", "have the request signed with its extensions");
        }

        if (SubjectAlternativeNames.Of(certificate).Uris is { Count: > 0 } uris && !uris.SequenceEqual(profile.AlternativeNames.Uris))
        {
            yield return Wrong(
                plan.Name, $"its URI names are {string.Join(", ", uris)}, and {profile.AlternativeNames.Uris[0]} was asked for", "have it signed with that one or with none");
        }

        var (asked, found) = (Words(profile.NameConstraints), Words(NameConstraints.Of(certificate)));
        if (!asked.SetEquals(found))
        {
            var missing = string.Join("; ", asked.Except(found).Order(StringComparer.Ordinal));
            var added = string.Join("; ", found.Except(asked).Order(StringComparer.Ordinal));
            yield return new TrustFinding(
                TrustRule.ExternalConstraints,
                plan.Name,
                "its name constraints are not those of the request" + (missing.Length > 0 ? $", missing: {missing}" : "") + (added.Length > 0 ? $", added: {added}" : ""),
                "have the request signed with the name constraints that it asks for");
        }
    }

    private static IEnumerable<TrustFinding> Signs(string name, X509Certificate2 certificate)
    {
        if (!BasicConstraints.Of(certificate).IsCertificateAuthority)
        {
            yield return Wrong(name, "it is no CA", "have the request signed as a CA, with its extensions");
        }

        if (KeyUsages.Of(certificate) is { } usages && !usages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            yield return Wrong(name, "it lacks the key usage keyCertSign", "have the request signed with its extensions");
        }

        if (KeyIdentifier.Of(certificate) is null)
        {
            yield return Wrong(name, "it has no subject key identifier, by which verifiers find it", "have the request signed with its extensions");
        }
    }

    private static TrustFinding? Single(CertificateReading reading, string name, string what, out X509Certificate2? certificate)
    {
        certificate = reading.Certificates is [var only] ? only : null;
        return certificate is null ? Wrong(name, $"{reading.Certificates.Count} certificates are set, and {what} is expected", $"set {what}") : null;
    }

    private static HashSet<string> Words(NameConstraints? constraints) => constraints is null ? [] :
    [
        .. Words("permitted", constraints.Permitted),
        .. Words("excluded", constraints.Excluded),
    ];

    private static IEnumerable<string> Words(string side, GeneralSubtrees subtrees) =>
    [
        .. subtrees.UriHosts.Select(host => $"{side} URI {host.ToLowerInvariant()}"),
        .. subtrees.DnsNames.Select(name => $"{side} DNS {name.ToLowerInvariant()}"),
        .. subtrees.IpNetworks.Select(network => $"{side} IP {network}"),
        .. subtrees.Others > 0 ? [$"{side} names of other kinds"] : (string[])[],
    ];

    private static IEnumerable<TrustFinding> Named(string name, IEnumerable<TrustFinding> findings) => findings.Select(finding => finding with { Subject = name });

    private static TrustFinding Wrong(string name, string message, string remedy) => new(TrustRule.ExternalAuthority, name, message, remedy);

    private static TrustFinding Unconstrained(string name) => new(
        TrustRule.ExternalRootUnconstrained,
        name,
        "it has no name constraints, so whoever keeps it can sign for every region's trust domain",
        "let its owner constrain it to the region, or know that its owner is trusted by all regions");
}
