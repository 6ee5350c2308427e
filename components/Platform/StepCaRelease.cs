using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>step-ca's chart and its values.</summary>
public static class StepCaRelease
{
    /// <summary>The charts of smallstep.</summary>
    internal const string Repository = "https://smallstep.github.io/helm-charts";

    /// <summary>The release, which takes everything secret from Secrets that exist and makes nothing itself.</summary>
    /// <param name="options">step-ca's options.</param>
    /// <param name="region">The region.</param>
    /// <param name="generation">The generation of its intermediate.</param>
    /// <param name="autocertNamespaces">The namespaces that autocert serves.</param>
    public static ChartRelease For(StepCaOptions options, Region region, int generation, params IReadOnlyList<string> autocertNamespaces) => new()
    {
        Role = "ca",
        Name = StepCaNames.Release,
        Namespace = PlatformNamespaceNames.StepCa,
        Chart = "step-certificates",
        Repository = Repository,
        Version = options.Version,
        Values = Map(
            ("kind", "StatefulSet"),
            // Its database has one writer.
            ("replicaCount", 1),
            // The bootstrap job would make keys of its own, and the template refuses to have both.
            ("bootstrap", Map(("enabled", false), ("configmaps", false), ("secrets", false))),
            ("inject", Map(("enabled", false))),
            ("existingSecrets", Map(
                ("enabled", true),
                // The intermediate's key is not encrypted once more: its password would have to lie in a Secret beside it.
                ("ca", false),
                ("issuer", false),
                ("certsAsSecret", true),
                ("configAsSecret", true),
                ("sshHostCa", false),
                ("sshUserCa", false))),
            // step-ca reads its files when it starts, and the chart does not look at existing Secrets: another label is another pod.
            ("podExtraLabels", Map(
            [
                ("mtls/generation", $"g{generation}"),
                ("mtls/longest-leaf", GoDuration.Write(options.LongestLeaf)),
                .. autocertNamespaces.Count > 0
                    ? [("mtls/autocert", ShortDigest.Of(AutocertConfiguration.LeafTemplate(region, autocertNamespaces)))]
                    : (ReadOnlySpan<(string, object)>)[],
            ])),
            ("ca", Map(
                ("url", StepCaNames.Url(region)),
                ("address", $":{StepCaNames.Port}"),
                ("dns", StepCaNames.Host(region)),
                ("db", Map(("enabled", true), ("persistent", true), ("size", options.DatabaseSize))),
                ("containerSecurityContext", Map(
                    ("allowPrivilegeEscalation", false),
                    ("readOnlyRootFilesystem", true),
                    ("runAsNonRoot", true),
                    ("runAsUser", User),
                    // The port is above 1024, so the chart's NET_BIND_SERVICE is not needed.
                    ("capabilities", Map(("drop", List(["ALL"])), ("add", List([])))))))),
            ("podSecurityContext", Map(
                ("runAsNonRoot", true),
                ("runAsUser", User),
                ("runAsGroup", User),
                ("fsGroup", User),
                ("seccompProfile", RuntimeDefaultSeccomp))),
            ("service", Map(("type", "ClusterIP"), ("port", 443), ("targetPort", StepCaNames.Port))),
            ("autocert", Map(("enabled", false))),
            ("resources", Resources(cpu: 50, memory: 128))),
    };

    /// <summary>The user of the images of smallstep.</summary>
    internal const int User = 1000;
}
