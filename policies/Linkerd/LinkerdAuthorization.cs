using Policies.Network;

namespace Policies.Linkerd;

/// <summary>Who is let in by one object, or by a default policy.</summary>
/// <param name="Name">The object, or the default policy's name.</param>
/// <param name="Object">The object; null for a default policy.</param>
/// <param name="Identities">The identities, of which a leading <c>*</c> stands for anything; null where no mutual TLS is needed.</param>
/// <param name="Networks">The addresses; null for all.</param>
/// <param name="IsClusterOnly">Whether the networks are the cluster's, in which every workload of the input is whose address is not known.</param>
internal sealed record LinkerdAuthorization(
    string Name,
    (ObjectReference Reference, SourceLocation? Source)? Object,
    IReadOnlyList<string>? Identities,
    AddressSet? Networks,
    bool IsClusterOnly = false)
{
    /// <summary>Whether a client is let in; null where that depends on an address that is not known.</summary>
    public bool? Admits(LinkerdClient client)
    {
        bool? identity = Identities is null || (client.Identity is { } name && Identities.Any(pattern => Matches(pattern, name)));
        return identity & (Networks is null ? true : IsIn(client.Address, Networks) ?? (IsClusterOnly && client.Address.Workload is not null ? true : null));
    }

    /// <summary><c>*</c> is everyone with a certificate, <c>*.</c> before a name everyone under it.</summary>
    private static bool Matches(string pattern, string identity) =>
        pattern == "*" || (pattern.StartsWith("*.", StringComparison.Ordinal) ? identity.EndsWith(pattern[1..], StringComparison.Ordinal) : pattern == identity);

    private static bool? IsIn(NetworkEndpoint address, AddressSet networks) => address.IsIn(networks) switch
    {
        NetworkAnswer.Allowed => true,
        NetworkAnswer.Denied => false,
        _ => null,
    };
}
