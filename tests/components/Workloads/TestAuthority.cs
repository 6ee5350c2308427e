using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Components.Intent;
using Manifests.CertManager.V1;
using Trust;
using Trust.Issuing;
using Trust.X509;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace Tests.Components.Workloads;

/// <summary>
/// An environment's root with a constrained intermediate per region, and what cert-manager does with them: it turns a rendered Certificate into
/// an X.509 one, so that real servers judge what the manifests ask for.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset NotBefore = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds());

    private readonly CertificateAuthority _root;
    private readonly Dictionary<string, X509Certificate2> _intermediates = [];

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem());
        var name = $"test root {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var profile = CertificateProfiles.Root(name, "example", new Validity(NotBefore, NotBefore.AddDays(3)), KeyAlgorithm.EcdsaP256);
        _root = new CertificateAuthority(CertificateIssuer.SelfSign(profile, signer), signer);
        foreach (var region in new[] { ServerIntents.Us, ServerIntents.Eu })
        {
            _intermediates.Add(region.Name, Intermediate(region));
        }
    }

    public string RootPem => _root.Certificate.ExportCertificatePem();

    /// <summary>Issues what a Certificate of a region asks for, on that region's workload CA.</summary>
    public TestCertificate Issue(Certificate certificate, Region region)
    {
        var spec = certificate.Spec!;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = Subject(spec);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames(spec, critical: subject.Name.Length == 0));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ExtendedKeyUsages(spec), false));
        var issuer = _intermediates[region.Name];
        using var leaf = request.Create(issuer, NotBefore, NotBefore.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(leaf.CopyWithPrivateKey(key), X509CertificateLoader.LoadCertificate(issuer.RawData), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        foreach (var intermediate in _intermediates.Values)
        {
            intermediate.Dispose();
        }
    }

    private X509Certificate2 Intermediate(Region region)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var profile = CertificateProfiles.RegionalIntermediate(
            $"{region.Name} workload CA",
            region.TrustDomain,
            new Validity(NotBefore, NotBefore.AddDays(2)),
            KeyAlgorithm.EcdsaP256,
            NameConstraints.ForRegion(region.TrustDomain, DnsName.Parse(region.ClusterDomain)));
        using var certificate = CertificateIssuer.Issue(profile, new PublicKey(key), _root);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Organization, unit, common name: the order of Go's pkix.Name, which is cert-manager's. The builder encodes the last first.</summary>
    private static X500DistinguishedName Subject(CertificateSpec spec)
    {
        var builder = new X500DistinguishedNameBuilder();
        if (spec.CommonName is not null)
        {
            builder.AddCommonName(spec.CommonName);
        }

        foreach (var unit in spec.Subject?.OrganizationalUnits ?? [])
        {
            builder.AddOrganizationalUnitName(unit);
        }

        foreach (var organization in spec.Subject?.Organizations ?? [])
        {
            builder.AddOrganizationName(organization);
        }

        return builder.Build();
    }

    private static X509Extension AlternativeNames(CertificateSpec spec, bool critical)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in spec.DnsNames ?? [])
        {
            names.AddDnsName(name);
        }

        foreach (var uri in spec.Uris ?? [])
        {
            names.AddUri(new Uri(uri));
        }

        return names.Build(critical);
    }

    private static OidCollection ExtendedKeyUsages(CertificateSpec spec)
    {
        var usages = new OidCollection();
        foreach (var usage in spec.Usages ?? [])
        {
            switch (usage)
            {
                case CertificateUsage.ServerAuth:
                    usages.Add(new Oid("1.3.6.1.5.5.7.3.1"));
                    break;
                case CertificateUsage.ClientAuth:
                    usages.Add(new Oid("1.3.6.1.5.5.7.3.2"));
                    break;
            }
        }

        return usages;
    }
}
