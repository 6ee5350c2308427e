using Components.Intent;
using Manifests.CertManager.V1;

namespace Components.Edge;

/// <summary>The public certificates: one for each host, in the Gateway's namespace, so that no ReferenceGrant opens another one.</summary>
/// <remarks>
/// Stated here and not by an annotation on the Gateway: so the tree shows them and rules see them. Lifetime and renewal are the CA's to say (RFC 9773).
/// </remarks>
internal static class EdgeCertificates
{
    /// <summary>The certificates, by host.</summary>
    public static IEnumerable<Certificate> For(RegionIntent intent, AcmeOptions acme, IEnumerable<EdgeHost> hosts) => hosts.Select(host => new Certificate
    {
        Metadata = new() { Name = EdgeNames.Certificate(host.Name), Namespace = intent.Mesh.GatewayNamespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            SecretName = EdgeNames.Certificate(host.Name),
            IssuerRef = new() { Name = EdgeNames.Issuer(acme.Directory), Kind = "ClusterIssuer", Group = "cert-manager.io" },
            DnsNames = [host.Name],
            PrivateKey = new()
            {
                Algorithm = CertificateAlgorithm.Ecdsa,
                Size = 256,
                RotationPolicy = CertificateRotationPolicy.Always,
            },
            Usages = [CertificateUsage.DigitalSignature, CertificateUsage.ServerAuth],
        },
    });
}
