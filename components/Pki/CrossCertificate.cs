using Pulumi;
using Trust;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>The certificate by which one root vouches for the next: the new root's name and key, signed by the old root.</summary>
internal static class CrossCertificate
{
    /// <summary>The certificate in PEM; empty where no other root signs this one.</summary>
    /// <param name="root">The root that is signed.</param>
    /// <param name="roots">All roots, its signer among them.</param>
    internal static Output<string> Of(RootAuthority root, IReadOnlyList<RootAuthority> roots) => SignerOf(root, roots) is { } signer
        ? Output.Unsecret(Output.Tuple(root.Certificate, signer.Certificate, signer.PrivateKeyPem)
            .Apply(parts => Issue(root, signer, parts.Item1, CertificateAuthority.FromPem(parts.Item2, parts.Item3))))
        : Output.Create("");

    /// <summary>The root that signs another one; null where there is none.</summary>
    internal static RootAuthority? SignerOf(RootAuthority root, IReadOnlyList<RootAuthority> roots) =>
        root.Plan.CrossSignedBy is { } name ? roots.First(candidate => candidate.Plan.Name == name) : null;

    private static string Issue(RootAuthority root, RootAuthority signer, string certificate, CertificateAuthority authority) => CertificatePem.Write(
        CertificateIssuer.Issue(
            root.Plan.ToCrossProfile(root.Environment, signer.Plan), CertificatePem.ReadSingle(certificate).PublicKey, authority));
}
