using Pulumi;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>A root CA: a protected key in the stack's state, and the certificate that follows from it and the plan.</summary>
/// <remarks>
/// The certificate is issued in this process and deterministically, so that an unchanged plan is an unchanged certificate.
/// </remarks>
public sealed class RootAuthority : ComponentResource
{
    /// <summary>Registers the key and issues the certificate.</summary>
    public RootAuthority(string name, RootAuthorityArgs args, ComponentResourceOptions? options = null)
        : base("mtls:pki:RootAuthority", name, args, options)
    {
        Plan = args.Plan;
        Environment = args.Environment;
        PrivateKeyPem = AuthorityKey.Register($"{name}-key", args.Plan.KeyAlgorithm, this);
        Certificate = Output.Unsecret(PrivateKeyPem.Apply(key => Issue(args, key)));
        Fingerprint = Certificate.Apply(certificate => Trust.Fingerprint.Of(CertificatePem.ReadSingle(certificate)).ColonHex);
        RegisterOutputs();
    }

    /// <summary>The root's certificate in PEM. Public.</summary>
    [Output("certificate")]
    public Output<string> Certificate { get; private set; }

    /// <summary>The SHA-256 of the certificate, as OpenSSL prints it.</summary>
    [Output("fingerprint")]
    public Output<string> Fingerprint { get; private set; }

    internal RootPlan Plan { get; }

    internal string Environment { get; }

    internal Output<string> PrivateKeyPem { get; }

    private static string Issue(RootAuthorityArgs args, string key) =>
        CertificatePem.Write(CertificateIssuer.SelfSign(args.Plan.ToProfile(args.Environment), SigningKey.FromPem(key)));
}
