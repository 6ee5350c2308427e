namespace Components.Intent;

/// <summary>Kiali in a region: what shows its mesh.</summary>
public sealed record KialiOptions
{
    /// <summary>The version of the chart <c>kiali-server</c>.</summary>
    public string Version { get; init; } = "2.29.0";

    /// <summary>
    /// The Service of the region's Prometheus, in <see cref="MeshOptions.MonitoringNamespace"/>. The default is the one that the Prometheus operator makes for
    /// every Prometheus.
    /// </summary>
    public string Prometheus { get; init; } = "prometheus-operated";

    /// <summary>The Service's port, at which Prometheus speaks HTTPS. The default is 9090.</summary>
    public int PrometheusPort { get; init; } = 9090;
}
