using Pulumi;
using Trust;
using Trust.External;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>
/// One of a region's intermediates: a protected key, and the certificate that its root signs for it, here or, for an external root, somewhere
/// else.
/// </summary>
internal sealed class IntermediateAuthority
{
    /// <summary>Registers the key and issues the certificate. A new generation is a new key.</summary>
    internal IntermediateAuthority(string name, IntermediatePlan plan, RootAuthority root, bool keysAreReal, Resource parent)
    {
        PrivateKeyPem = IntermediateRequest.Key(name, plan, parent);
        Chain = root.IsExternal
            ? Output.Unsecret(PrivateKeyPem.Apply(key => Take(plan, key, keysAreReal)))
            : Output.Unsecret(Output.Tuple(PrivateKeyPem, root.PrivateKeyPem, root.Certificate)
                .Apply(keys => Issue(plan, keys.Item1, CertificateAuthority.FromPem(keys.Item3, keys.Item2))));
        Certificate = Chain.Apply(chain => CertificatePem.Write(CertificatePem.ReadAll(chain)[0]));
        Fingerprint = Certificate.Apply(certificate => Trust.Fingerprint.Of(CertificatePem.ReadSingle(certificate)).ColonHex);
    }

    /// <summary>The key in PEM, secret.</summary>
    internal Output<string> PrivateKeyPem { get; }

    /// <summary>The certificate in PEM, public.</summary>
    internal Output<string> Certificate { get; }

    /// <summary>The certificate and the CAs between it and its root, in PEM, public.</summary>
    internal Output<string> Chain { get; }

    /// <summary>The SHA-256 of the certificate.</summary>
    internal Output<string> Fingerprint { get; }

    private static string Issue(IntermediatePlan plan, string key, CertificateAuthority root) =>
        CertificatePem.Write(CertificateIssuer.Issue(plan.ToProfile(), SigningKey.FromPem(key).PublicKey, root));

    /// <summary>What the settings hold, once it is known to be for this key. Everything else about it was judged with the settings.</summary>
    private static string Take(IntermediatePlan plan, string key, bool keysAreReal)
    {
        if (keysAreReal && ExternalCertificates.CheckKey(plan, SigningKey.FromPem(key)) is { Count: > 0 } findings)
        {
            throw new RunException(new ExternalCertificateException(findings).Message);
        }

        return string.Concat(CertificatePem.ReadAll(plan.ExternalChain ?? "").Select(CertificatePem.Write));
    }
}
