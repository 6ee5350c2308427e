using Policies.Evaluation;

namespace Policies.Symbolic.Servers;

/// <summary>What a server does with a class of calls, and which object decides so.</summary>
public sealed record PortVerdict
{
    /// <summary>What happens.</summary>
    public required AccessEffect Effect { get; init; }

    /// <summary>The layer that refuses; null where none does.</summary>
    public Layer? DeniedBy { get; init; }

    /// <summary>The deciding rule as Envoy names it, <c>ns[finance]-policy[ledger]-rule[0]</c>; null where no rule decides.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The deciding object; null where no object decides.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>Where that object was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Why, in a sentence without a full stop; of unknown ones, "unknown because …".</summary>
    public required string Reason { get; init; }
}
