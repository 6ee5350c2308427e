using Policies.Symbolic.Calls;

namespace Policies.Symbolic.Servers;

/// <summary>Everything that decides about calls to one port of a workload, once they have reached it.</summary>
internal sealed record PortPolicy
{
    /// <summary>The calls that can arrive.</summary>
    public required CallUniverse Universe { get; init; }

    /// <summary>Which connections are taken; null where no proxy stands before the application, which then takes everything.</summary>
    public required PortTransport? Transport { get; init; }

    /// <summary>The rules that are enforced, in the order in which Istio has them.</summary>
    public required IReadOnlyList<PortRule> Rules { get; init; }

    /// <summary>An enforced ALLOW policy that selects the workload, for messages; null where there is none, and what no rule denies is allowed.</summary>
    public ObjectReference? AllowPolicy { get; init; }
}
