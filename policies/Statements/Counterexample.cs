namespace Policies.Statements;

/// <summary>A call that shows that a statement does not hold at a port.</summary>
/// <param name="IsCertain">Whether the call's fate is known; otherwise the statement is open.</param>
/// <param name="Witness">The call in words.</param>
/// <param name="Reason">Why it gets through or does not.</param>
/// <param name="Object">The deciding object; null where none decides.</param>
internal sealed record Counterexample(bool IsCertain, string Witness, string Reason, ObjectReference? Object);
