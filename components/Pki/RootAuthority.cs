using Pulumi;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>
/// A root CA: a protected key in the stack's state, and the certificate that follows from it and the plan; or an external root, whose
/// certificate is in the settings and whose key is not here.
/// </summary>
/// <remarks>
/// The certificate is issued in this process and deterministically, so that an unchanged plan is an unchanged certificate.
/// </remarks>
public sealed class RootAuthority : ComponentResource
{
    private readonly Output<string>? _privateKeyPem;

    /// <summary>Registers the key and issues the certificate.</summary>
    public RootAuthority(string name, RootAuthorityArgs args, ComponentResourceOptions? options = null)
        : base("mtls:pki:RootAuthority", name, args, options)
    {
        Plan = args.Plan;
        Environment = args.Environment;
        if (args.Plan.ExternalCertificate is { } external)
        {
            Certificate = Output.Create(CertificatePem.Write(CertificatePem.ReadSingle(external)));
        }
        else
        {
            _privateKeyPem = AuthorityKey.Register($"{name}-key", args.Plan.KeyAlgorithm, this);
            Certificate = Output.Unsecret(_privateKeyPem.Apply(key => Issue(args, key)));
        }

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

    /// <summary>Whether somebody else keeps the key and signs with it.</summary>
    internal bool IsExternal => Plan.ExternalCertificate is not null;

    /// <summary>The key in PEM, secret.</summary>
    /// <exception cref="InvalidOperationException">The root is external: its key is not here.</exception>
    internal Output<string> PrivateKeyPem => _privateKeyPem ?? throw new InvalidOperationException($"{Plan.Name} is external; its key is not in the stack");

    private static string Issue(RootAuthorityArgs args, string key) =>
        CertificatePem.Write(CertificateIssuer.SelfSign(args.Plan.ToProfile(args.Environment), SigningKey.FromPem(key)));
}
