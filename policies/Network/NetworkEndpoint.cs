using Policies.Model;

namespace Policies.Network;

/// <summary>One end of a connection, as the network sees it: a pod of a cluster, or an address.</summary>
/// <param name="Workload">The pod's workload; null for anything else.</param>
/// <param name="Address">The address; null when it is not known.</param>
public sealed record NetworkEndpoint(Workload? Workload, AddressRange? Address)
{
    /// <summary>
    /// What an unknown address may be: any IPv4 address but the link-local ones, which are never a pod's. That pods have IPv4 addresses is an
    /// assumption; where they do not, state their addresses.
    /// </summary>
    public static AddressSet UnknownAddress { get; } = AddressSet.Of(AddressRange.Version4).Except(AddressSet.Of(AddressRange.Parse("169.254.0.0/16")));

    /// <summary>A peer of which nothing is known.</summary>
    public static NetworkEndpoint Unknown { get; } = new(null, null);

    /// <summary>A workload's pods.</summary>
    public static NetworkEndpoint Of(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return new NetworkEndpoint(workload, AddressRange.TryParse(workload.OnlyIp, out var address) ? address : null);
    }

    /// <summary>An address outside of the cluster; unknown where the text is null or none.</summary>
    public static NetworkEndpoint At(string? address) => AddressRange.TryParse(address, out var range) ? new NetworkEndpoint(null, range) : Unknown;

    /// <summary>The workload, the address, or that neither is known.</summary>
    public override string ToString() => Workload?.ToString() ?? Address?.ToString() ?? "an unknown address";

    /// <summary>Whether the endpoint's address is in a set.</summary>
    internal NetworkAnswer IsIn(AddressSet set) =>
        Address is { } address ? set.Contains(address) ? NetworkAnswer.Allowed : NetworkAnswer.Denied
        : set.Contains(UnknownAddress) ? NetworkAnswer.Allowed
        : set.Overlaps(UnknownAddress) ? NetworkAnswer.Unknown
        : NetworkAnswer.Denied;
}
