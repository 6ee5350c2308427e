using Components.Intent;
using Components.Platform;
using static Components.Platform.ChartValues;

namespace Components.Linkerd;

/// <summary>Linkerd's charts and their values.</summary>
public static class LinkerdReleases
{
    /// <summary>Linkerd's open-source artefacts are edge releases; the one that is a version is named by its website (data/versions.yaml).</summary>
    private const string Repository = "https://helm.linkerd.io/edge";

    /// <summary>The releases in the order of their installation: CRDs, CNI plugin, control plane.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">Versions and sizes.</param>
    /// <param name="generation">The generation of the identity issuer.</param>
    public static IReadOnlyList<ChartRelease> For(RegionIntent intent, PlatformOptions options, int generation) =>
    [
        Release("crds", "linkerd-crds", LinkerdNames.Namespace, options, Map(("installGatewayAPI", false))),
        Release("cni", "linkerd2-cni", LinkerdNames.CniNamespace, options, Cni()),
        Release("control-plane", "linkerd-control-plane", LinkerdNames.Namespace, options, ControlPlane(intent, options, generation)),
    ];

    /// <summary>The Certificates of the webhooks, by the chart's value that is about each.</summary>
    internal static IReadOnlyList<(string Value, string Webhook)> Webhooks { get; } =
    [
        ("proxyInjector", "linkerd-proxy-injector"),
        ("profileValidator", "linkerd-sp-validator"),
        ("policyValidator", "linkerd-policy-validator"),
    ];

    /// <summary>The Secret in which the chart looks for a webhook's certificate.</summary>
    internal static string WebhookSecret(string webhook) => $"{webhook}-k8s-tls";

    /// <summary>
    /// Redirects pods' traffic from the node, so that no pod needs NET_ADMIN, which Pod Security's <c>baseline</c> and <c>restricted</c> refuse.
    /// </summary>
    private static Dictionary<string, object> Cni() => Map(
        // A pod that started before the plugin was on its node would never become ready: the controller starts it anew.
        ("repairController", Map(("enabled", true))),
        ("resources", Map(("cpu", Map(("request", "25m"))), ("memory", Map(("request", "32Mi"), ("limit", "64Mi"))))));

    private static Dictionary<string, object> ControlPlane(RegionIntent intent, PlatformOptions options, int generation)
    {
        var values = Map(
            ("clusterDomain", intent.Region.ClusterDomain),
            ("identityTrustDomain", intent.Region.TrustDomain.Name),
            ("cniEnabled", true),
            ("controllerReplicas", options.Replicas),
            ("enablePodAntiAffinity", options.Replicas > 1),
            ("enablePodDisruptionBudget", options.Replicas > 1),
            // It would ask the internet once a day whether there is a newer version.
            ("disableHeartBeat", true),
            // A pod that started without its proxy would neither authenticate nor be protected.
            ("webhookFailurePolicy", "Fail"),
            // The identity controller reads the trust anchors when it starts: another generation may stand under another root.
            ("identity", Map(
                ("externalCA", true),
                ("podAnnotations", Map(("mtls/generation", $"g{generation}"))),
                ("issuer", Map(
                    ("scheme", "kubernetes.io/tls"),
                    ("issuanceLifetime", GoDuration.Write(intent.Mesh.WorkloadCertificateLifetime)),
                    ("clockSkewAllowance", "20s"))))),
            ("proxy", Map(
                ("defaultInboundPolicy", "deny"),
                // Otherwise all traffic between proxies goes to one port, and network policies could tell no ports apart.
                ("outboundTransportMode", "transparent"),
                ("nativeSidecar", true),
                // Which ports are opaque is the Servers' to say; the chart's list goes by port numbers.
                ("opaquePorts", ""),
                ("resources", Map(("cpu", Map(("request", "10m"))), ("memory", Map(("request", "20Mi"), ("limit", "250Mi"))))))));
        foreach (var (value, webhook) in Webhooks)
        {
            values.Add(value, Webhook(value, webhook));
        }

        return values;
    }

    private static Dictionary<string, object> Webhook(string value, string webhook)
    {
        var values = Map(("externalSecret", true), ("injectCaFrom", $"{LinkerdNames.Namespace}/{webhook}"));
        if (value == "proxyInjector")
        {
            // It is asked about pods of its own namespaces only, so that its absence stops no others.
            values.Add("namespaceSelector", Map(("matchExpressions", List(
            [
                Map(("key", ObjectLabels.DataPlane), ("operator", "In"), ("values", List([WireName.Of(DataPlaneKind.Linkerd)]))),
            ]))));
        }

        return values;
    }

    private static ChartRelease Release(string role, string chart, string @namespace, PlatformOptions options, Dictionary<string, object> values) => new()
    {
        Role = role,
        Name = chart,
        Namespace = @namespace,
        Chart = chart,
        Repository = Repository,
        Version = options.LinkerdVersion,
        Values = values,
    };
}
