using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>Gatekeeper's chart and its values.</summary>
public static class GatekeeperRelease
{
    /// <summary>The webhook's container port, which the API server calls.</summary>
    public const int WebhookPort = 8443;

    /// <summary>The container port of its metrics.</summary>
    public const int MetricsPort = 8888;

    /// <summary>The release.</summary>
    /// <param name="options">Versions and sizes.</param>
    /// <param name="guarded">The resources that its policies look at, by API group; the webhook is asked about no others.</param>
    /// <exception cref="ArgumentException">The options name no version.</exception>
    public static ChartRelease For(PlatformOptions options, IReadOnlyList<KeyValuePair<string, string>> guarded) => new()
    {
        Role = "gatekeeper",
        Name = "gatekeeper",
        Namespace = PlatformNamespaceNames.Gatekeeper,
        Chart = "gatekeeper",
        Repository = "https://open-policy-agent.github.io/gatekeeper/charts",
        Version = options.GatekeeperVersion ?? throw new ArgumentException("the options name no version of Gatekeeper", nameof(options)),
        Values = Map(
            ("replicas", options.Replicas),
            // The chart's own is Ignore: what cannot be judged would be let in.
            ("validatingWebhookFailurePolicy", "Fail"),
            ("validatingWebhookCustomRules", List(guarded.GroupBy(kind => kind.Key, kind => kind.Value).Select(byGroup => Map(
                ("apiGroups", List([byGroup.Key])),
                ("apiVersions", List(["*"])),
                ("operations", List(["CREATE", "UPDATE", "DELETE"])),
                ("resources", List(byGroup.Distinct().Order(StringComparer.Ordinal))),
                ("scope", "*"))))),
            // Failing closed must not keep the cluster's own pods from starting.
            ("validatingWebhookExemptNamespacesLabels", Map(("kubernetes.io/metadata.name", List(["kube-system"])))),
            ("enableK8sNativeValidation", true),
            ("disableMutation", true),
            ("enableExternalData", false),
            // The namespace and its labels are this program's.
            ("postInstall", Map(("labelNamespace", Map(("enabled", false))), ("probeWebhook", Map(("enabled", false))))),
            ("resourceQuota", false)),
    };
}
