using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Issuing;

/// <summary>What makes a certificate unverifiable from the day of its issue, and is therefore refused.</summary>
internal static class IssuingRules
{
    internal static IEnumerable<string> ForSubject(CertificateProfile profile, PublicKey subject)
    {
        var algorithm = KeyAlgorithmFacts.Of(subject);
        if (algorithm != profile.KeyAlgorithm)
        {
            yield return $"the subject's key is {algorithm?.Word() ?? "no ECDSA key on an allowed curve"}, but the profile asks for {profile.KeyAlgorithm.Word()}";
        }

        if (profile.Subject.IsEmpty && (profile.BasicConstraints.IsCertificateAuthority || profile.AlternativeNames.IsEmpty))
        {
            yield return "it has neither a subject nor alternative names; a CA needs a subject, a leaf needs one of them";
        }
    }

    internal static IEnumerable<string> ForIssuer(CertificateProfile profile, CertificateAuthority issuer)
    {
        var certificate = issuer.Certificate;
        if (profile.Validity.NotBefore < certificate.NotBefore || profile.Validity.NotAfter > certificate.NotAfter)
        {
            yield return $"its window {profile.Validity} is not inside its issuer's {Validity.Word(certificate.NotBefore)} to {Validity.Word(certificate.NotAfter)}";
        }

        var constraints = BasicConstraints.Of(certificate);
        if (!constraints.IsCertificateAuthority || !(KeyUsages.Of(certificate) ?? KeyUsages.Authority).HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            yield return $"its issuer '{certificate.Subject}' may not sign certificates";
        }

        if (profile.BasicConstraints is { IsCertificateAuthority: true } child && constraints.PathLength is { } room && !(child.PathLength < room))
        {
            yield return $"it is a {child}, but its issuer's path length is {room}";
        }
    }
}
