namespace Infra.Operations;

/// <summary>A step of an operation.</summary>
/// <param name="Name">Its name in the journal, the same on every run.</param>
/// <param name="Title">What it does, for people.</param>
/// <param name="DoAsync">Does it, with the journal of the steps before it, and says what was seen.</param>
internal sealed record OperationStep(string Name, string Title, Func<Journal, Task<string>> DoAsync);
