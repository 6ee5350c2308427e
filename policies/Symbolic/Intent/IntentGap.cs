using Policies.Evaluation;

namespace Policies.Symbolic.Intent;

/// <summary>A difference between a cluster's objects and what its owner wants, with a call that shows it.</summary>
public sealed record IntentGap
{
    /// <summary>Which way they differ.</summary>
    public required GapKind Kind { get; init; }

    /// <summary>The layer that differs. Each layer has to mean the intent by itself.</summary>
    public required Layer Layer { get; init; }

    /// <summary>The object that decides about the call; null where none does, as after the only one was deleted.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>Where that object was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>What is called, such as <c>us/shop/orders:8080</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>The call that shows it, in words.</summary>
    public required string Witness { get; init; }

    /// <summary>What happens to the call, in a clause without a full stop.</summary>
    public required string Reason { get; init; }
}
