using Components.Pki;
using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>
/// The <c>Certificate</c> of a workload outside the mesh: what cert-manager issues on the region's workload CA, as facts that hold for servers and
/// clients alike.
/// </summary>
internal static class WorkloadCertificate
{
    /// <summary>How long a certificate lives: a day, as a sidecar's does.</summary>
    private const string Duration = "24h";

    /// <summary>How long before its end it is renewed: a third of its life, which leaves a working day to repair an issuer.</summary>
    private const string RenewBefore = "8h";

    /// <summary>A certificate whose Secret has its own name.</summary>
    public static Certificate Of(string name, string @namespace, CertificateUsage usage, string uri) => new()
    {
        Metadata = new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            SecretName = name,
            IssuerRef = new() { Name = WorkloadIssuer.Name, Kind = "ClusterIssuer", Group = "cert-manager.io" },
            Duration = Duration,
            RenewBefore = RenewBefore,
            PrivateKey = new()
            {
                Algorithm = CertificateAlgorithm.Ecdsa,
                Size = 256,
                Encoding = CertificateEncoding.Pkcs8,
                RotationPolicy = CertificateRotationPolicy.Always,
            },
            Usages = [CertificateUsage.DigitalSignature, usage],
            Uris = [uri],
        },
    };
}
