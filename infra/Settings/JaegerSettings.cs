namespace Infra.Settings;

/// <summary>Jaeger of every region with sidecars.</summary>
internal sealed record JaegerSettings
{
    [Setting("The version of the chart jaeger", Form = TextForm.ChartVersion, Default = "4.11.1")]
    public string Version { get; init; } = "4.11.1";

    [Setting("How many of a hundred requests are traced", Default = "1", Minimum = "1", Maximum = "100")]
    public int Sampling { get; init; } = 1;

    [Setting("How many traces are held, in memory, before the oldest go", Default = "50000", Minimum = "100", Maximum = "10000000")]
    public int Traces { get; init; } = 50_000;
}
