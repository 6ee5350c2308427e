using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>The chart of cert-manager's CSI driver and its values.</summary>
public static class CsiDriverRelease
{
    /// <summary>The name of the chart, of its release, and of the service account that files the requests of pods.</summary>
    public const string Name = "cert-manager-csi-driver";

    /// <summary>The release.</summary>
    /// <exception cref="ArgumentException">The options name no version.</exception>
    public static ChartRelease For(PlatformOptions options) => new()
    {
        Role = "release",
        Name = Name,
        Namespace = PlatformNamespaceNames.CsiDriver,
        Chart = $"oci://quay.io/jetstack/charts/{Name}",
        Version = options.CsiDriverVersion ?? throw new ArgumentException("the options name no version of cert-manager's CSI driver", nameof(options)),
        Values = Map(
            // The driver files the requests itself. With the pods' own tokens every service account would need the right to file them.
            ("app", Map(("driver", Map(("useTokenRequest", false))))),
            ("metrics", Map(("enabled", true), ("podmonitor", Map(("enabled", false))))),
            ("resources", Resources(cpu: 10, memory: 64))),
    };
}
