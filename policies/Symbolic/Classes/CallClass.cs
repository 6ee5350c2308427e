namespace Policies.Symbolic.Classes;

/// <summary>A set of calls of which the same is known: one set of atoms for each dimension.</summary>
/// <typeparam name="T">What is known of the calls.</typeparam>
/// <param name="Atoms">The atoms of each dimension, in the dimensions' order.</param>
/// <param name="Value">What is known of them.</param>
internal sealed record CallClass<T>(IReadOnlyList<AtomSet> Atoms, T Value);
