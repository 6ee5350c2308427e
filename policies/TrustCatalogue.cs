using Trust;

namespace Policies;

/// <summary>The rules that <c>trust/</c> checks: trust domains, hierarchies, certificates, chains, external CAs and constraints.</summary>
public static class TrustCatalogue
{
    /// <summary>The rules, ordered by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Error(TrustRule.TrustDomainName, "ambiguous trust domain", "choose a lower-case DNS name with a dot and without an underscore"),
        Error(TrustRule.TrustDomainOverlap, "overlapping trust domains", "give the trust domains names of which none ends in another"),
        Error(TrustRule.AuthorityName, "ambiguous CA name", "give every root and every generation a name of its own"),
        Error(TrustRule.SigningRoot, "wrong signing root", "sign the intermediate with a root of its own that is active"),
        Error(TrustRule.ActiveRoot, "no single active root", "make exactly one root of each trust domain active"),
        Error(TrustRule.IssuerWindow, "outlives its issuer", "end the certificate before its issuer ends"),
        Error(TrustRule.RenewalWindow, "renewal outside the life", "renew after the start and a leaf's life before the end"),
        Error(TrustRule.GenerationOverlap, "generations overlap too little", "start the new generation earlier"),
        Error(TrustRule.SvidProfile, "no valid X509-SVID", "issue the certificate as the SPIFFE X509-SVID standard asks"),
        Error(TrustRule.UnreadableCertificate, "unreadable certificate", "give certificates in PEM, or one in DER"),
        Error(TrustRule.PrivateKeyFound, "private key where a certificate belongs", "give the certificate only, and replace the key if others saw it"),
        Error(TrustRule.ChainOrder, "chain out of order", "let every certificate be followed by its issuer"),
        Warning(TrustRule.DuplicateCertificate, "duplicate certificate", "leave the repeated certificate out"),
        Error(TrustRule.OversizedCertificate, "oversized certificate", "issue it with fewer names and extensions"),
        Warning(TrustRule.ManyNames, "certificate for many names", "give each workload a certificate of its own"),
        Error(TrustRule.WeakKey, "weak key", "use an ECDSA key on P-256 or P-384"),
        Error(TrustRule.WeakSignature, "weak signature", "have the certificate signed over SHA-256 or SHA-384"),
        Error(TrustRule.OutsideWindow, "outside its window", "replace the certificate, or set the clock"),
        Warning(TrustRule.RenewalDue, "renewal due", "renew the certificate"),
        Error(TrustRule.NoTrustedRoot, "no trusted root", "give the missing intermediates, or add the root to the bundle"),
        Error(TrustRule.BadSignature, "bad signature", "give the issuer that signed the certificate"),
        Error(TrustRule.PathLength, "path length or CA flag broken", "have it signed by a CA whose path length leaves room"),
        Error(TrustRule.NameConstraint, "name outside the constraints", "ask the CA of the name's own region"),
        Error(TrustRule.KeyUsage, "wrong key usage", "issue it with the extended key usage of the side that it plays"),
        Error(TrustRule.PeerName, "another peer", "ask the peer that has the name, or issue the certificate for it"),
        Error(TrustRule.BundleMember, "no root in a bundle", "put self-issued CA certificates into bundles only"),
        Error(TrustRule.RefusedByPlatform, "refused by the platform", "look at the certificate with openssl verify -x509_strict"),
        Error(TrustRule.ExternalCertificateMissing, "external certificate missing", "have the request signed, and set the certificate"),
        Error(TrustRule.ExternalKey, "external certificate for another key", "have the request of the stack's output signed again"),
        Error(TrustRule.ExternalAuthority, "external certificate is not the CA asked for", "have it signed with everything that the request asks for"),
        Error(TrustRule.ExternalConstraints, "external certificate with other constraints", "have it signed with the request's name constraints"),
        Warning(TrustRule.ExternalRootUnconstrained, "external root without constraints", "let the root be constrained to its region"),
        Error(TrustRule.ConstraintRejected, "constraint that a verifier refuses", "keep the CA away from that verifier, or issue it without the constraint"),
        Warning(TrustRule.ConstraintIgnored, "constraint that a verifier ignores", "do not count on the constraint where that verifier decides"),
        Error(TrustRule.CrossSigning, "impossible cross-signing", "let the root before it sign the root, with path length 2, or do without"),
    ];

    private static readonly Dictionary<string, Rule> ByCode = All.ToDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>The rule of a finding of <c>trust/</c>.</summary>
    public static Rule Of(TrustRule rule) => ByCode[rule.Code()];

    /// <summary>A finding of <c>trust/</c> as every report shows it.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="file">The file, or stack file, that it is about; null where there is none.</param>
    /// <param name="line">The line in that file, where the finding itself knows none.</param>
    public static Finding Of(TrustFinding finding, string? file = null, int? line = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new Finding
        {
            Rule = Of(finding.Rule),
            Source = file is null ? null : new SourceLocation(file, finding.Line ?? line),
            Message = finding.Subject == file ? finding.Message : $"{finding.Subject}: {finding.Message}",
            Remedy = finding.Remedy,
        };
    }

    private static Rule Error(TrustRule rule, string title, string remedy) => Rule(rule, FindingLevel.Error, title, remedy);

    private static Rule Warning(TrustRule rule, string title, string remedy) => Rule(rule, FindingLevel.Warning, title, remedy);

    private static Rule Rule(TrustRule rule, FindingLevel level, string title, string remedy) =>
        new() { Code = rule.Code(), Level = level, Title = title, Remedy = remedy };
}
