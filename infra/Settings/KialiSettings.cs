namespace Infra.Settings;

/// <summary>Kiali of every region with sidecars.</summary>
internal sealed record KialiSettings
{
    [Setting("The version of the chart kiali-server", Form = TextForm.ChartVersion, Default = "2.29.0")]
    public string Version { get; init; } = "2.29.0";

    [Setting("The Service of Prometheus in the monitoring namespace, which has to speak HTTPS", Form = TextForm.Name, Default = "prometheus-operated")]
    public string Prometheus { get; init; } = "prometheus-operated";

    [Setting("The port of that Service", Default = "9090", Minimum = "1", Maximum = "65535")]
    public int PrometheusPort { get; init; } = 9090;
}
