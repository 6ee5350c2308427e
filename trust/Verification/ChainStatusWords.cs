using System.Security.Cryptography.X509Certificates;

namespace Trust.Verification;

/// <summary>The platform's chain statuses in plain words, to follow a certificate's name.</summary>
internal static class ChainStatusWords
{
    internal static string Of(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => "is outside its window",
        X509ChainStatusFlags.NotSignatureValid => "has a signature that does not verify",
        X509ChainStatusFlags.UntrustedRoot => "is no root of the bundle",
        X509ChainStatusFlags.PartialChain => "has no issuer in the bundle or among the intermediates",
        X509ChainStatusFlags.InvalidBasicConstraints => "breaks the path length or CA flag of its issuer",
        X509ChainStatusFlags.HasNotPermittedNameConstraint => "has a name that its issuers' name constraints do not permit",
        X509ChainStatusFlags.HasExcludedNameConstraint => "has a name that its issuers' name constraints exclude",
        X509ChainStatusFlags.InvalidNameConstraints => "has name constraints that cannot be read",
        X509ChainStatusFlags.HasNotSupportedNameConstraint => "has a kind of name constraint that the platform does not know",
        X509ChainStatusFlags.NotValidForUsage => "may not be used for this purpose",
        X509ChainStatusFlags.HasWeakSignature => "has a signature too weak to accept",
        X509ChainStatusFlags.HasNotSupportedCriticalExtension => "has a critical extension that the platform does not know",
        _ => $"is refused by the platform ({status})",
    };
}
