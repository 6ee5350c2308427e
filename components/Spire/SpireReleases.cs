using Components.Intent;
using Components.Platform;
using static Components.Platform.ChartValues;

namespace Components.Spire;

/// <summary>SPIRE's charts and their values.</summary>
public static class SpireReleases
{
    private const string Repository = "https://spiffe.github.io/helm-charts-hardened";

    /// <summary>The releases in the order of their installation: CRDs, then server, agents and CSI driver.</summary>
    /// <param name="options">SPIRE's options.</param>
    /// <param name="region">The region.</param>
    /// <param name="generation">The generation of the CA above SPIRE's.</param>
    /// <param name="servesIstio">Whether Istio's proxies take their certificates here.</param>
    public static IReadOnlyList<ChartRelease> For(SpireOptions options, Region region, int generation, bool servesIstio = false) =>
    [
        Release("crds", "spire-crds", options.CrdsVersion, []),
        Release("spire", "spire", options.Version, Map(
            ("global", Map(
                ("k8s", Map(("clusterDomain", region.ClusterDomain))),
                ("spire", Map(
                    ("trustDomain", region.TrustDomain.Name),
                    ("clusterName", region.Cluster),
                    ("jwtIssuer", $"https://oidc-discovery.{region.TrustDomain}"),
                    ("caSubject", Map(
                        ("country", SpireNames.SubjectCountry),
                        ("organization", region.TrustDomain.Name),
                        ("commonName", SpireNames.AuthoritySubject(region.Name)))),
                    ("recommendations", Map(("enabled", true))),
                    ("namespaces", Map(("create", false))))))),
            ("spire-server", Server(options, region, generation)),
            ("spire-agent", Agent(servesIstio)),
            ("spiffe-csi-driver", Map(("enabled", true))),
            ("spiffe-oidc-discovery-provider", Map(("enabled", false))))),
    ];

    /// <summary>
    /// Envoy asks for one validation context, <c>ROOTCA</c>: it has to hold the federated trust domains too, each bound to its own roots. A proxy that starts
    /// before its application is not among the pod's containers yet when it asks, so it is known by its pod alone.
    /// </summary>
    private static Dictionary<string, object> Agent(bool servesIstio) => Map(
    [
        ("resources", Resources(cpu: 25, memory: 64)),
        .. servesIstio
            ? (ReadOnlySpan<(string, object)>)
            [
                ("sds", Map(("enabled", true), ("defaultSVIDName", "default"), ("defaultBundleName", "null"), ("defaultAllBundlesName", "ROOTCA"))),
                ("workloadAttestors", Map(("k8s", Map(("disableContainerSelectors", true))))),
            ]
            : [],
    ]);

    private static Dictionary<string, object> Server(SpireOptions options, Region region, int generation) => Map(
        // SQLite on the volume has one writer.
        ("replicaCount", 1),
        ("podLabels", Map(("mtls/generation", $"g{generation}"))),
        ("caKeyType", "ec-p256"),
        ("caTTL", GoDuration.Write(options.AuthorityLifetime)),
        ("defaultX509SvidTTL", GoDuration.Write(options.WorkloadLifetime)),
        ("jwtSVIDSupport", false),
        ("auditLogEnabled", true),
        // Keys in memory would be another CA after each restart.
        ("keyManager", options.AwsKmsRegion is { } kms
            ? Map(
                ("disk", Map(("enabled", false))),
                ("memory", Map(("enabled", false))),
                ("awsKMS", Map(("enabled", true), ("region", kms), ("keyIdentifierFile", Map(("enabled", true))))))
            : Map(("disk", Map(("enabled", true))), ("memory", Map(("enabled", false))))),
        ("persistence", Map(("type", "pvc"), ("size", "1Gi"))),
        ("upstreamAuthority", options.UpstreamAuthority is SpireUpstreamAuthority.CertManager ? ByCertManager() : FromDisk()),
        ("federation", Map(("enabled", options.BundleEndpoints.ContainsKey(region.Name)))),
        ("controllerManager", Map(
            ("enabled", true),
            ("className", SpireNames.ClassName),
            // The chart's own would give an identity to every pod of the cluster.
            ("identities", Map(
                ("clusterSPIFFEIDs", Map(
                    ("default", Map(("enabled", false))),
                    ("oidc-discovery-provider", Map(("enabled", false))),
                    ("test-keys", Map(("enabled", false))))))))),
        ("resources", Resources(cpu: 50, memory: 128)));

    private static Dictionary<string, object> FromDisk() => Map(
        ("disk", Map(
            ("enabled", true),
            ("secret", Map(
                ("create", false),
                ("name", SpireNames.UpstreamSecret),
                // The chart looks at this to know that the Secret has a bundle.crt; what it says is nowhere used.
                ("data", Map(("bundle", "in the Secret"))))))));

    /// <summary>The role is this program's: the chart's could change the namespace's issuers too.</summary>
    private static Dictionary<string, object> ByCertManager() => Map(
        ("certManager", Map(
            ("enabled", true),
            ("issuerName", SpireIssuer.Name),
            ("issuerKind", "Issuer"),
            ("issuerGroup", "cert-manager.io"),
            ("namespace", SpireNames.ServerNamespace),
            ("rbac", Map(("create", false))),
            ("ca", Map(("create", false))))));

    private static ChartRelease Release(string role, string chart, string version, Dictionary<string, object> values) => new()
    {
        Role = role,
        Name = chart,
        Namespace = SpireNames.ServerNamespace,
        Chart = chart,
        Repository = Repository,
        Version = version,
        Values = values,
    };
}
