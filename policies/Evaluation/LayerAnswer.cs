namespace Policies.Evaluation;

/// <summary>What one layer says of a call.</summary>
public sealed record LayerAnswer
{
    /// <summary>The layer.</summary>
    public required Layer Layer { get; init; }

    /// <summary>Whether the call passes; null where that cannot be told, which is never taken for safe.</summary>
    public required bool? Allow { get; init; }

    /// <summary>What decided, in Istio's words where it has any: <c>ns[shop]-policy[orders]-rule[0]</c>.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>The object that decided; null for a default.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>Where that object was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Why, in one sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The same decider, where it cannot be told whether it applies.</summary>
    internal LayerAnswer AsOpen() => Allow is null
        ? this
        : this with { Allow = null, Reason = $"unknown because it cannot be told whether the rule applies: {DecidedBy}" };
}
