namespace Infra.Operations;

/// <summary>A step that was done.</summary>
/// <param name="Operation">The operation that it is of.</param>
/// <param name="Step">The step's name.</param>
/// <param name="At">When, as an instant in UTC.</param>
/// <param name="Seen">What was seen then, which later steps may need.</param>
internal sealed record JournalEntry(string Operation, string Step, string At, string Seen);
