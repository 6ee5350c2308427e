namespace Components.Platform;

/// <summary>Istio's charts as releases; all of one version, from one repository.</summary>
internal static class IstioCharts
{
    private const string Repository = "https://istio-release.storage.googleapis.com/charts";

    /// <summary>A release of one of the charts.</summary>
    public static ChartRelease Release(
        string chart, string role, string name, string @namespace, PlatformOptions options, Dictionary<string, object> values) => new()
        {
            Role = role,
            Name = name,
            Namespace = @namespace,
            Chart = chart,
            Repository = Repository,
            Version = options.IstioVersion,
            Values = values,
        };
}
