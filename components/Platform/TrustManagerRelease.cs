using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>trust-manager's chart and its values.</summary>
public static class TrustManagerRelease
{
    /// <summary>The release.</summary>
    public static ChartRelease For(PlatformOptions options) => new()
    {
        Role = "release",
        Name = "trust-manager",
        Namespace = PlatformNamespaceNames.CertManager,
        Chart = "oci://quay.io/jetstack/charts/trust-manager",
        Version = options.TrustManagerVersion,
        Values = Map(
            ("crds", Map(("enabled", true), ("keep", true))),
            ("replicaCount", options.Replicas),
            ("podDisruptionBudget", DisruptionBudget(options)),
            ("resources", Resources(cpu: 25, memory: 64)),
            ("app", Map(
            [
                ("trust", Map(("namespace", PlatformNamespaceNames.CertManager))),
                .. Approval(options),
                ("metrics", Map(("service", Map(("enabled", true), ("servicemonitor", Map(("enabled", false))))))),
            ])),
            // Targets are ConfigMaps; Secret targets would need read access to every Secret of the cluster.
            ("secretTargets", Map(("enabled", false))),
            // A root that has expired, or a leaf that slipped in, must not stay trusted because nobody removed it.
            ("filterExpiredCertificates", Map(("enabled", true))),
            ("filterNonCACerts", Map(("enabled", true))),
            // Bundles here never ask for public CAs, so their image is not pulled.
            ("defaultPackage", Map(("enabled", false)))),
    };

    /// <summary>The policy under which approver-policy approves the certificate of trust-manager's own webhook.</summary>
    private static IEnumerable<(string Key, object Value)> Approval(PlatformOptions options)
    {
        if (options.ApproverVersion is not null)
        {
            yield return ("webhook", Map(("tls", Map(("approverPolicy", Map(
                ("enabled", true),
                ("certManagerNamespace", PlatformNamespaceNames.CertManager),
                ("certManagerServiceAccount", "cert-manager")))))));
        }
    }
}
