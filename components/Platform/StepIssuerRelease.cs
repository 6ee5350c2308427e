using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>step-issuer's chart and its values: the controller through which cert-manager asks step-ca.</summary>
public static class StepIssuerRelease
{
    /// <summary>The release. The issuer itself is not the chart's, because its <c>kid</c> and <c>caBundle</c> follow from keys.</summary>
    public static ChartRelease For(PlatformOptions options, StepCaOptions stepCa) => new()
    {
        Role = "issuer",
        Name = "step-issuer",
        Namespace = PlatformNamespaceNames.StepCa,
        Chart = "step-issuer",
        Repository = StepCaRelease.Repository,
        Version = stepCa.IssuerVersion,
        Values = Map(
            ("replicaCount", options.Replicas),
            // One of several pods signs; the others stand by.
            ("deployment", Map(("args", Map(("enableLeaderElection", true), ("disableApprovalCheck", false))))),
            ("serviceAccount", Map(("create", true), ("name", "step-issuer"))),
            ("stepIssuer", Map(("create", false))),
            ("stepClusterIssuer", Map(("create", false))),
            // Who may approve requests for step's issuers; without the right they wait forever.
            ("certManager", Map(("serviceAccount", Map(("name", "cert-manager"), ("namespace", PlatformNamespaceNames.CertManager))))),
            ("securityContext", Map(
                ("allowPrivilegeEscalation", false),
                ("readOnlyRootFilesystem", true),
                ("runAsNonRoot", true),
                ("runAsUser", StepCaRelease.User),
                ("runAsGroup", StepCaRelease.User),
                ("capabilities", Map(("drop", List(["ALL"])))),
                ("seccompProfile", RuntimeDefaultSeccomp))),
            ("resources", Resources(cpu: 25, memory: 64))),
    };
}
