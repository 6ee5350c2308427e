namespace Policies.Symbolic.Classes;

/// <summary>A set of values of one dimension, as a policy writes it. Patterns with the same key are the same set.</summary>
/// <param name="Key">The pattern's identity: its form and its text.</param>
internal abstract record Pattern(string Key);
