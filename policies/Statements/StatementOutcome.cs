namespace Policies.Statements;

/// <summary>How a statement came out.</summary>
public enum StatementOutcome
{
    /// <summary>It holds for every call.</summary>
    Proven,

    /// <summary>A call shows that it does not hold.</summary>
    Refuted,

    /// <summary>It depends on something that is not modelled or not known, and is not taken to hold.</summary>
    Open,

    /// <summary>It speaks of no destination that there is.</summary>
    Empty,
}
