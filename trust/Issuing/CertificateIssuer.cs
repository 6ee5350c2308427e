using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Issuing;

/// <summary>
/// Issues certificates as a pure function of profile and keys: the same arguments give the same bytes on every machine and every day, so
/// that an unchanged hierarchy is an unchanged deployment.
/// </summary>
public static class CertificateIssuer
{
    /// <summary>Issues a root: signed by its own key.</summary>
    /// <exception cref="CertificateIssuingException">The key does not fit the profile.</exception>
    public static X509Certificate2 SelfSign(CertificateProfile profile, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(key);
        Refuse(profile, [.. IssuingRules.ForSubject(profile, key.PublicKey)]);
        var request = Request(profile, key.PublicKey, key);
        return Sign(profile, request, request.SubjectName, key);
    }

    /// <summary>Issues a certificate for the subject's public key, signed by a CA.</summary>
    /// <exception cref="CertificateIssuingException">
    /// The key does not fit the profile, the window is not inside the issuer's, or the issuer may not sign such a certificate.
    /// </exception>
    public static X509Certificate2 Issue(CertificateProfile profile, PublicKey subject, CertificateAuthority issuer)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(issuer);
        Refuse(profile, [.. IssuingRules.ForSubject(profile, subject), .. IssuingRules.ForIssuer(profile, issuer)]);
        return IssueAnyway(profile, subject, issuer);
    }

    /// <summary>Issues without a look at the rules, as the thief of a CA key would.</summary>
    internal static X509Certificate2 IssueAnyway(CertificateProfile profile, PublicKey subject, CertificateAuthority issuer)
    {
        var request = Request(profile, subject, issuer.Key);
        request.CertificateExtensions.Add(KeyIdentifier.AuthorityExtension(issuer.KeyIdentifierExtension));
        return Sign(profile, request, issuer.Certificate.SubjectName, issuer.Key);
    }

    internal static CertificateRequest Request(CertificateProfile profile, PublicKey subject, SigningKey signer)
    {
        var request = new CertificateRequest(profile.Subject.ToX500(), subject, signer.Algorithm.Hash());
        var isAuthority = profile.BasicConstraints.IsCertificateAuthority;
        request.CertificateExtensions.Add(profile.BasicConstraints.ToExtension());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? KeyUsages.Authority : KeyUsages.Leaf, critical: true));
        if (profile.ExtendedKeyUsages.Count > 0)
        {
            request.CertificateExtensions.Add(ExtendedKeyUsages.ToExtension(profile.ExtendedKeyUsages));
        }

        if (profile.NameConstraints is not null)
        {
            request.CertificateExtensions.Add(profile.NameConstraints.ToExtension());
        }

        if (!profile.AlternativeNames.IsEmpty)
        {
            request.CertificateExtensions.Add(profile.AlternativeNames.ToExtension(critical: profile.Subject.IsEmpty));
        }

        request.CertificateExtensions.Add(KeyIdentifier.SubjectExtension(subject));
        return request;
    }

    private static X509Certificate2 Sign(
        CertificateProfile profile, CertificateRequest request, X500DistinguishedName issuer, SigningKey key)
    {
        var serial = SerialNumber.Derive(key.PublicKey, issuer, profile, request);
        var (notBefore, notAfter) = (profile.Validity.NotBefore, profile.Validity.NotAfter);
        return request.Create(issuer, new DeterministicSignatureGenerator(key), notBefore, notAfter, serial);
    }

    internal static void Refuse(CertificateProfile profile, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new CertificateIssuingException($"{profile.Name} certificate '{profile.Subject.CommonName}'", problems);
        }
    }
}
