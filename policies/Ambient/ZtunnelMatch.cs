using Policies.Network;

namespace Policies.Ambient;

/// <summary>One <c>Match</c> of a policy as istiod sends it to ztunnel: all fields that are set have to fit (ztunnel: src/rbac.rs).</summary>
internal sealed record ZtunnelMatch
{
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public IReadOnlyList<string> NotNamespaces { get; init; } = [];

    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    public IReadOnlyList<string> NotServiceAccounts { get; init; } = [];

    public IReadOnlyList<string> Principals { get; init; } = [];

    public IReadOnlyList<string> NotPrincipals { get; init; } = [];

    public IReadOnlyList<string> SourceIps { get; init; } = [];

    public IReadOnlyList<string> NotSourceIps { get; init; } = [];

    public IReadOnlyList<string> DestinationIps { get; init; } = [];

    public IReadOnlyList<string> NotDestinationIps { get; init; } = [];

    public IReadOnlyList<int> DestinationPorts { get; init; } = [];

    public IReadOnlyList<int> NotDestinationPorts { get; init; } = [];

    /// <summary>Whether no field is set. Such a match never fits, although istiod means one that always does.</summary>
    public bool IsEmpty =>
        Namespaces.Count + NotNamespaces.Count + ServiceAccounts.Count + NotServiceAccounts.Count + Principals.Count + NotPrincipals.Count
        + SourceIps.Count + NotSourceIps.Count + DestinationIps.Count + NotDestinationIps.Count + DestinationPorts.Count + NotDestinationPorts.Count == 0;

    /// <summary>Whether a connection fits; null where that depends on an address that is not known.</summary>
    public bool? Fits(ZtunnelConnection connection)
    {
        if (IsEmpty)
        {
            return false;
        }

        bool? texts = Fits(Namespaces, NotNamespaces, connection.Namespace)
            && Fits(ServiceAccounts, NotServiceAccounts, connection.ServiceAccount is { } account ? $"{connection.Namespace}/{account}" : null)
            && Fits(Principals, NotPrincipals, connection.Principal)
            && (DestinationPorts.Count == 0 || DestinationPorts.Contains(connection.Port))
            && !NotDestinationPorts.Contains(connection.Port);
        return texts & Fits(SourceIps, NotSourceIps, connection.Source) & Fits(DestinationIps, NotDestinationIps, connection.Destination);
    }

    private static bool Fits(IReadOnlyList<string> patterns, IReadOnlyList<string> notPatterns, string? value) =>
        (patterns.Count == 0 || (value is not null && patterns.Any(pattern => ZtunnelText.Matches(pattern, value))))
        && (value is null || !notPatterns.Any(pattern => ZtunnelText.Matches(pattern, value)));

    private static bool? Fits(IReadOnlyList<string> blocks, IReadOnlyList<string> notBlocks, NetworkEndpoint endpoint) =>
        (blocks.Count == 0 ? true : IsIn(blocks, endpoint)) & (notBlocks.Count == 0 ? true : !IsIn(notBlocks, endpoint));

    private static bool? IsIn(IReadOnlyList<string> blocks, NetworkEndpoint endpoint) =>
        endpoint.IsIn(AddressSet.Of(blocks.SelectMany(block => AddressRange.TryParse(block, out var range) ? new[] { range } : []))) switch
        {
            NetworkAnswer.Allowed => true,
            NetworkAnswer.Denied => false,
            _ => null,
        };
}
