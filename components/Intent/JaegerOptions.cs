namespace Components.Intent;

/// <summary>Jaeger in a region: what takes the spans of its sidecars.</summary>
public sealed record JaegerOptions
{
    /// <summary>The version of the chart <c>jaeger</c>.</summary>
    public string Version { get; init; } = "4.11.1";

    /// <summary>How many of a hundred requests are traced, where no caller has decided already. The default is 1.</summary>
    public int SamplingPercentage { get; init; } = 1;

    /// <summary>How many traces are held in memory before the oldest go. The default is 50,000.</summary>
    public int Traces { get; init; } = 50_000;
}
