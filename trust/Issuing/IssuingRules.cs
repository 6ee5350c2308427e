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
            var found = algorithm?.Word() ?? "no ECDSA key on an allowed curve";
            yield return $"the subject's key is {found}, but the profile asks for {profile.KeyAlgorithm.Word()}";
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
            var window = $"{Validity.Word(certificate.NotBefore)} to {Validity.Word(certificate.NotAfter)}";
            yield return $"its window {profile.Validity} is not inside its issuer's {window}";
        }

        var constraints = BasicConstraints.Of(certificate);
        var usages = KeyUsages.Of(certificate) ?? KeyUsages.Authority;
        if (!constraints.IsCertificateAuthority || !usages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            yield return $"its issuer '{certificate.Subject}' may not sign certificates";
        }

        var child = profile.BasicConstraints;
        if (child.IsCertificateAuthority && constraints.PathLength is { } room && !(child.PathLength < room))
        {
            yield return $"it is a {child}, but its issuer's path length is {room}";
        }
    }
}
