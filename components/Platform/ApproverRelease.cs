using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>
/// approver-policy's chart and its values: the controller that approves requests for certificates where a policy lets it, and denies the others.
/// </summary>
public static class ApproverRelease
{
    /// <summary>The release.</summary>
    /// <exception cref="ArgumentException">The options name no version.</exception>
    public static ChartRelease For(PlatformOptions options) => new()
    {
        Role = "approver",
        Name = "cert-manager-approver-policy",
        Namespace = PlatformNamespaceNames.CertManager,
        Chart = "oci://quay.io/jetstack/charts/cert-manager-approver-policy",
        Version = options.ApproverVersion ?? throw new ArgumentException("the options name no version of approver-policy", nameof(options)),
        Values = Map(
            ("crds", Map(("enabled", true), ("keep", true))),
            ("replicaCount", options.Replicas),
            ("podDisruptionBudget", DisruptionBudget(options)),
            ("resources", Resources(cpu: 25, memory: 64)),
            // Whose requests it may decide on. Issuers of others are to be named: the chart's rights are for cert-manager's own kinds only.
            ("app", Map(
                ("approveSignerNames", List(
                [
                    "issuers.cert-manager.io/*",
                    "clusterissuers.cert-manager.io/*",
                    .. options.StepCa is null ? (object[])[] : ["stepclusterissuers.certmanager.step.sm/*"],
                ])),
                ("metrics", Map(("service", Map(("enabled", true), ("servicemonitor", Map(("enabled", false)))))))))),
    };
}
