namespace Trust.Issuing;

/// <summary>Requests for certificates that another CA signs (PKCS #10, RFC 2986).</summary>
public static class CertificateRequests
{
    /// <summary>
    /// The request in PEM: the key, the subject and every extension of the profile. The same key and profile give the same bytes. The window is
    /// for the signer to choose: requests have none.
    /// </summary>
    /// <exception cref="CertificateIssuingException">The key does not fit the profile.</exception>
    public static string Pem(CertificateProfile profile, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(key);
        CertificateIssuer.Refuse(profile, [.. IssuingRules.ForSubject(profile, key.PublicKey)]);
        var request = CertificateIssuer.Request(profile, key.PublicKey, key);
        return request.CreateSigningRequestPem(new DeterministicSignatureGenerator(key)) + "\n";
    }
}
