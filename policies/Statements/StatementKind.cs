namespace Policies.Statements;

/// <summary>What a statement claims of a set of calls.</summary>
public enum StatementKind
{
    /// <summary>None of the calls gets through.</summary>
    Deny,

    /// <summary>Every one of the calls gets through.</summary>
    Allow,

    /// <summary>Of all callers, no others get through with such calls.</summary>
    Only,
}
