namespace Components.Monitoring.Rules;

/// <summary>A recording rule, before the region's label is added.</summary>
internal sealed record Recording
{
    /// <summary>The name of the recorded series.</summary>
    public required string Name { get; init; }

    /// <summary>What is recorded.</summary>
    public required string Expression { get; init; }

    /// <summary>Labels that are put on the result. The default is none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
