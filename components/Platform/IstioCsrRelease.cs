using Components.Intent;
using Components.Pki;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>istio-csr's chart and its values.</summary>
/// <remarks>Values of the chart <c>cert-manager-istio-csr</c> v0.17, deploy/charts/istio-csr/values.yaml.</remarks>
public static class IstioCsrRelease
{
    /// <summary>The release's name, after which the chart names Service and service account.</summary>
    public const string Name = MeshIssuer.RequesterAccount;

    /// <summary>Where proxies ask for certificates.</summary>
    public const string Address = $"{Name}.{PlatformNamespaceNames.CertManager}.svc:443";

    private const string RootsFolder = "/var/run/secrets/mtls-roots";

    /// <summary>The release.</summary>
    public static ChartRelease For(RegionIntent intent, PlatformOptions options) => new()
    {
        Role = "release",
        Name = Name,
        Namespace = PlatformNamespaceNames.CertManager,
        Chart = "oci://quay.io/jetstack/charts/cert-manager-istio-csr",
        Version = options.IstioCsrVersion,
        Values = Map(
            ("replicaCount", options.Replicas),
            ("podDisruptionBudget", Map(("enabled", options.HighlyAvailable), ("maxUnavailable", 1))),
            ("app", Map(
                ("logFormat", "json"),
                ("certmanager", Map(
                    ("namespace", intent.Mesh.RootNamespace),
                    ("issuer", Map(("name", MeshIssuer.Name), ("kind", "Issuer"), ("group", "cert-manager.io"))))),
                ("tls", Map(
                    ("trustDomain", intent.Region.TrustDomain.Name),
                    // Without it the roots would be whatever the issuer sends along. It is read again when it changes.
                    ("rootCAFile", $"{RootsFolder}/{TrustBundle.Key}"),
                    ("certificateDNSNames", List([$"{Name}.{PlatformNamespaceNames.CertManager}.svc"])),
                    ("istiodCertificateEnable", true),
                    ("istiodPrivateKeyAlgorithm", "ECDSA"),
                    ("istiodPrivateKeySize", 256))),
                ("server", Map(
                    ("clusterID", intent.Region.Cluster),
                    ("maxCertificateDuration", GoDuration.Write(intent.Mesh.WorkloadCertificateLifetime)),
                    ("serving", Map(("signatureAlgorithm", "ECDSA"), ("certificateKeySize", 256))),
                    // ztunnel asks for the workloads of its node.
                    ("caTrustedNodeAccounts", intent.Region.IsAmbient ? $"{PlatformNamespaceNames.IstioCni}/ztunnel" : ""))),
                ("istio", Map(
                    ("namespace", intent.Mesh.RootNamespace),
                    ("revisions", List(options.Revisions.Count == 0 ? ["default"] : options.Revisions.Select(revision => revision.Name))))),
                ("controller", Map(("leaderElectionNamespace", intent.Mesh.RootNamespace))))),
            ("volumes", List([Map(("name", "roots"), ("configMap", Map(("name", TrustBundle.SourceName))))])),
            ("volumeMounts", List([Map(("name", "roots"), ("mountPath", RootsFolder), ("readOnly", true))])),
            ("resources", Resources(cpu: 50, memory: 128))),
    };
}
