namespace Components.Intent;

/// <summary>A workload that may call an external service.</summary>
public sealed record ExternalCaller
{
    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The labels of its pods.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
