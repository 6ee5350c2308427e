namespace Policies.Symbolic.Classes;

/// <summary>A set of calls: all that satisfy every test.</summary>
/// <param name="Tests">The tests by what they look at; what is not in it may be anything.</param>
internal sealed record Clause(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Tests);
