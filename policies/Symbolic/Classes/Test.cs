namespace Policies.Symbolic.Classes;

/// <summary>A condition on one dimension: the value is in some of the sets or, negated, in none of them.</summary>
/// <param name="IsNegated">Whether the value must be in none. A value that is absent is in no set.</param>
/// <param name="Any">The sets. Of none, the plain test never holds and the negated one always.</param>
internal sealed record Test(bool IsNegated, IReadOnlyList<Pattern> Any);
