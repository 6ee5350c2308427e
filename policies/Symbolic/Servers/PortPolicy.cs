using Policies.Modelling;
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

    /// <summary>Whether only what an ALLOW rule matches is allowed; otherwise all that no rule denies.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>The object that closes the port, for messages: an enforced ALLOW policy, or Linkerd's Server; null for a default.</summary>
    public ObjectReference? AllowPolicy { get; init; }

    /// <summary>Where that object was written; null for objects that the program made.</summary>
    public SourceLocation? AllowSource { get; init; }

    /// <summary>The routes of requests, the first that matches before others. A request that is of none is refused, where there is one.</summary>
    public IReadOnlyList<PortRoute> Routes { get; init; } = [];

    /// <summary>Why nothing can be told of the port; null where something can.</summary>
    public string? Unknown { get; init; }

    /// <summary>An object that may decide about every call otherwise than the rest of this says; null where all that decides is known.</summary>
    public OpenQuestion? Open { get; init; }
}
