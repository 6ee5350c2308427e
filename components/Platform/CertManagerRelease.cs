using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>cert-manager's chart and its values.</summary>
public static class CertManagerRelease
{
    /// <summary>The release.</summary>
    public static ChartRelease For(PlatformOptions options) => new()
    {
        Role = "release",
        Name = "cert-manager",
        Namespace = PlatformNamespaceNames.CertManager,
        Chart = "oci://quay.io/jetstack/charts/cert-manager",
        Version = options.CertManagerVersion,
        Values = Map(
        [
            // Off by default, and what a release deletes on uninstall takes every Certificate with it: hence keep.
            ("crds", Map(("enabled", true), ("keep", true))),
            // kube-system, the default, is locked on some managed clusters.
            ("global", Map(("leaderElection", Map(("namespace", PlatformNamespaceNames.CertManager))))),
            ("replicaCount", options.Replicas),
            ("podDisruptionBudget", DisruptionBudget(options)),
            ("resources", Resources(cpu: 50, memory: 128)),
            ("webhook", Controller(options, memory: 64)),
            ("cainjector", Controller(options, memory: 128)),
            // The metrics Service stays; Components.Monitoring makes the ServiceMonitor, with honorLabels.
            ("prometheus", Map(("enabled", true), ("servicemonitor", Map(("enabled", false))))),
            // Both would decide, and the first would win: then no policy has an effect.
            .. options.ApproverVersion is null ? ((string, object)[])[] : [("disableAutoApproval", true)],
            .. Configuration(options),
        ]),
    };

    /// <summary>The controller's own configuration file, where something in it is not the default.</summary>
    private static IEnumerable<(string Key, object Value)> Configuration(PlatformOptions options)
    {
        if (options.GatewayApi)
        {
            yield return ("config", Map(
                ("apiVersion", "controller.config.cert-manager.io/v1alpha1"),
                ("kind", "ControllerConfiguration"),
                ("enableGatewayAPI", true)));
        }
    }

    private static Dictionary<string, object> Controller(PlatformOptions options, int memory) => Map(
        ("replicaCount", options.Replicas),
        ("podDisruptionBudget", DisruptionBudget(options)),
        ("resources", Resources(cpu: 25, memory)));
}
