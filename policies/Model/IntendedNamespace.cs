namespace Policies.Model;

/// <summary>A namespace in which nothing is meant to be allowed that is not listed, whatever runs there besides the known workloads.</summary>
public sealed record IntendedNamespace
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The ports on which proxies themselves answer, in every pod here; null for none.</summary>
    public IReadOnlyList<IntendedPort>? Ports { get; init; }

    /// <summary>What a pod with a sidecar takes here that nobody has described; null where pods have none.</summary>
    public IntendedTransport? Transport { get; init; }
}
