namespace Policies.Model;

/// <summary>What a name such as <c>ledger.finance</c> means in a cluster.</summary>
/// <param name="Service">The service; null where an address was named.</param>
/// <param name="Endpoints">What may answer; empty for a host outside of the mesh whose endpoints are not known.</param>
public sealed record Target(ServiceModel? Service, IReadOnlyList<Workload> Endpoints)
{
    /// <summary>The host under which requests come where the name is an alias of the service's; null for the service's own.</summary>
    public string? Alias { get; init; }
}
