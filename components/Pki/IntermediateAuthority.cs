using Pulumi;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>One of a region's intermediates: a protected key, and the certificate that its root signs for it.</summary>
internal sealed class IntermediateAuthority
{
    /// <summary>Registers the key and issues the certificate. A new generation is a new key.</summary>
    internal IntermediateAuthority(string name, IntermediatePlan plan, RootAuthority root, Resource parent)
    {
        PrivateKeyPem = AuthorityKey.Register($"{name}-key-g{plan.Generation}", plan.KeyAlgorithm, parent);
        Certificate = Output.Unsecret(Output.Tuple(PrivateKeyPem, root.PrivateKeyPem, root.Certificate)
            .Apply(keys => Issue(plan, keys.Item1, CertificateAuthority.FromPem(keys.Item3, keys.Item2))));
        Fingerprint = Certificate.Apply(certificate => Trust.Fingerprint.Of(CertificatePem.ReadSingle(certificate)).ColonHex);
    }

    /// <summary>The key in PEM, secret.</summary>
    internal Output<string> PrivateKeyPem { get; }

    /// <summary>The certificate in PEM, public.</summary>
    internal Output<string> Certificate { get; }

    /// <summary>The SHA-256 of the certificate.</summary>
    internal Output<string> Fingerprint { get; }

    private static string Issue(IntermediatePlan plan, string key, CertificateAuthority root) =>
        CertificatePem.Write(CertificateIssuer.Issue(plan.ToProfile(), SigningKey.FromPem(key).PublicKey, root));
}
