using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Live.Probing;

/// <summary>A client with the names that a server would like to see, below a root that nobody knows. Its keys are made for the probe and forgotten.</summary>
internal static class Stranger
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Makes one.</summary>
    /// <param name="names">The certificate whose subject and alternative names it takes over; null for names of its own.</param>
    /// <param name="at">The instant around which it is valid.</param>
    public static SslStreamCertificateContext Make(X509Certificate2? names, DateTimeOffset at)
    {
        // Whatever the server's clock says: it is the root that it ought to refuse.
        var (start, end) = (at.AddYears(-10), at.AddYears(10));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=unknown root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var root = rootRequest.CreateSelfSigned(start, end);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(names?.SubjectName ?? new X500DistinguishedName("CN=stranger"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], false));
        request.CertificateExtensions.Add(names?.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() ?? Names());
        using var leaf = request.Create(root, start, end, RandomNumberGenerator.GetBytes(8));
        return SslStreamCertificateContext.Create(leaf.CopyWithPrivateKey(key), [X509CertificateLoader.LoadCertificate(root.RawData)], offline: true);
    }

    private static X509Extension Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("spiffe://stranger.example/ns/default/sa/default"));
        return names.Build();
    }
}
