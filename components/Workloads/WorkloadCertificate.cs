using Manifests;
using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>
/// The <c>Certificate</c> of a workload outside the mesh: what cert-manager has issued under the region's bundle, as facts that hold for servers and
/// clients alike.
/// </summary>
internal static class WorkloadCertificate
{
    /// <summary>A certificate whose Secret has its own name.</summary>
    public static Certificate Of(
        string name, string @namespace, ValueList<CertificateUsage> usages, string uri, CertificateLifetime lifetime) =>
        Of(name, @namespace, usages, lifetime, uris: [uri], hosts: null);

    /// <summary>A server's certificate with DNS names alone: for a program of which this one knows no identity.</summary>
    public static Certificate OfHosts(string name, string @namespace, ValueList<string> hosts, CertificateLifetime lifetime) =>
        Of(name, @namespace, [CertificateUsage.ServerAuth], lifetime, uris: null, hosts);

    private static Certificate Of(
        string name, string @namespace, ValueList<CertificateUsage> usages, CertificateLifetime lifetime, ValueList<string>? uris, ValueList<string>? hosts) => new()
        {
            Metadata = new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                SecretName = name,
                IssuerRef = new() { Name = lifetime.Issuer.Name, Kind = lifetime.Issuer.Kind, Group = lifetime.Issuer.Group },
                Duration = GoDuration.Write(lifetime.Duration),
                RenewBefore = GoDuration.Write(lifetime.RenewBefore),
                PrivateKey = new()
                {
                    Algorithm = CertificateAlgorithm.Ecdsa,
                    Size = 256,
                    Encoding = CertificateEncoding.Pkcs8,
                    RotationPolicy = CertificateRotationPolicy.Always,
                },
                Usages = [CertificateUsage.DigitalSignature, .. usages],
                Uris = uris,
                DnsNames = hosts,
            },
        };
}
