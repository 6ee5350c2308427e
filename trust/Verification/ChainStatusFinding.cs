using System.Security.Cryptography.X509Certificates;

namespace Trust.Verification;

/// <summary>The platform's chain statuses as findings.</summary>
internal static class ChainStatusFinding
{
    /// <summary>The finding about the certificate of this name.</summary>
    internal static TrustFinding Of(X509ChainStatusFlags status, string name)
    {
        var (rule, message, remedy) = Words(status);
        return new TrustFinding(rule, name, $"it {message}", remedy);
    }

    /// <summary>The same in a clause that names the certificate.</summary>
    internal static string Clause(X509ChainStatusFlags status, string name) => $"{name} {Words(status).Message}";

    private static (TrustRule Rule, string Message, string Remedy) Words(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => (TrustRule.OutsideWindow, "is outside its window", "replace it, or set the clock"),
        X509ChainStatusFlags.NotSignatureValid => (
            TrustRule.BadSignature,
            "has a signature that does not verify",
            "copy it again, or give the issuer that has this name and signed it"),
        X509ChainStatusFlags.UntrustedRoot => (
            TrustRule.NoTrustedRoot, "is no root of the bundle", "add it to the bundle, if its leaves are meant to be accepted"),
        X509ChainStatusFlags.PartialChain => (
            TrustRule.NoTrustedRoot,
            "has no issuer in the bundle or among the intermediates",
            "give the intermediates between it and a root of the bundle"),
        X509ChainStatusFlags.InvalidBasicConstraints => (
            TrustRule.PathLength,
            "breaks the path length or CA flag of its issuer",
            "have it signed by a CA whose path length leaves room for it"),
        X509ChainStatusFlags.HasNotPermittedNameConstraint => (
            TrustRule.NameConstraint,
            "has a name that its issuers' name constraints do not permit",
            "ask the CA of that name's own region for it"),
        X509ChainStatusFlags.HasExcludedNameConstraint => (
            TrustRule.NameConstraint, "has a name that its issuers' name constraints exclude", "leave the name out"),
        X509ChainStatusFlags.InvalidNameConstraints => (
            TrustRule.NameConstraint, "has name constraints that cannot be read", "issue the CA again"),
        X509ChainStatusFlags.HasNotSupportedNameConstraint => (
            TrustRule.NameConstraint,
            "has a kind of name constraint that the platform does not know",
            "constrain URI, DNS and IP names only"),
        X509ChainStatusFlags.NotValidForUsage => (
            TrustRule.KeyUsage, "may not be used for this purpose", "issue it with the extended key usage of the side that it plays"),
        X509ChainStatusFlags.HasWeakSignature => (
            TrustRule.WeakSignature, "has a signature too weak to accept", "have it signed over SHA-256 or SHA-384"),
        X509ChainStatusFlags.HasNotSupportedCriticalExtension => (
            TrustRule.RefusedByPlatform, "has a critical extension that the platform does not know", "issue it without that extension"),
        _ => (TrustRule.RefusedByPlatform, $"is refused by the platform ({status})", "look at the certificate with openssl verify -x509_strict"),
    };
}
