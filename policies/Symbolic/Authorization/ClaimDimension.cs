using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>Whether a claim has a value of one kind. A claim may have many values, so each kind is a dimension of its own with the atoms no and yes.</summary>
/// <param name="key">The claim and the number of the kind.</param>
/// <param name="claim">The claim's path.</param>
/// <param name="partition">All values of the claim, split into kinds.</param>
/// <param name="kind">The kind's number.</param>
internal sealed class ClaimDimension(DimensionKey key, string claim, TextPartition partition, int kind) : Dimension(key)
{
    /// <summary>The only pattern: that the claim has such a value.</summary>
    public static Pattern Has { get; } = new Presence();

    /// <summary>The claim's path, such as <c>[realm][roles]</c>.</summary>
    public string Claim => claim;

    /// <inheritdoc/>
    public override int Count => 2;

    /// <inheritdoc/>
    public override AtomSet Matching(Pattern pattern) => AtomSet.Single(1, Count);

    /// <inheritdoc/>
    public override string? Witness(int atom) => atom == 0 ? null : partition.Witnesses[kind];

    /// <summary>Whether a value of the claim is of the kind.</summary>
    public bool IsOfThisKind(string value) => partition.AtomOf(value) == kind;

    private sealed record Presence() : Pattern("has");
}
