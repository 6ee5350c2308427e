using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>The Sealed Secrets chart and its values.</summary>
public static class SealedSecretsRelease
{
    /// <summary>The release.</summary>
    /// <exception cref="ArgumentException">The options name no version.</exception>
    public static ChartRelease For(PlatformOptions options) => new()
    {
        Role = "release",
        Name = "sealed-secrets",
        Namespace = PlatformNamespaceNames.SealedSecrets,
        Chart = "sealed-secrets",
        Repository = "https://bitnami-labs.github.io/sealed-secrets",
        Version = options.SealedSecretsVersion ?? throw new ArgumentException("the options name no version of Sealed Secrets", nameof(options)),
        Values = Map(
            // The name under which kubeseal looks for the controller; the chart's own is another.
            ("fullnameOverride", "sealed-secrets-controller"),
            // One pod holds the sealing keys; a second would make keys of its own.
            ("resources", Resources(cpu: 25, memory: 64)),
            ("metrics", Map(("serviceMonitor", Map(("enabled", false)))))),
    };
}
