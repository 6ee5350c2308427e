using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>
/// Istio's CNI node agent. It redirects pods' traffic from the node, so that no pod needs the capabilities NET_ADMIN and NET_RAW, which Pod
/// Security's <c>baseline</c> and <c>restricted</c> levels refuse.
/// </summary>
public static class IstioCniRelease
{
    /// <summary>The release.</summary>
    /// <param name="region">The region.</param>
    /// <param name="options">Versions and sizes.</param>
    public static ChartRelease For(Region region, PlatformOptions options)
    {
        var values = Map(
            ("excludeNamespaces", List(["kube-system", PlatformNamespaceNames.IstioCni])),
            ("seccompProfile", RuntimeDefaultSeccomp),
            ("resources", Resources(cpu: 50, memory: 100)),
            // A pod that started before the agent on its node would run without redirection: the agent mends it.
            ("repair", Map(("enabled", true), ("repairPods", true))));
        if (region.IsAmbient)
        {
            values.Add("ambient", Map(("enabled", true)));
        }

        if (options.Distribution is { } distribution)
        {
            values.Add("platform", WireName.Of(distribution));
        }

        return IstioCharts.Release("cni", role: "cni", name: "istio-cni", PlatformNamespaceNames.IstioCni, options, values);
    }
}
