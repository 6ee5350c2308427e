namespace Trust.Verification;

/// <summary>Whether a certificate's chain is accepted, and if not, every reason.</summary>
/// <param name="Path">The subjects from the leaf upwards, as far as a chain was found.</param>
/// <param name="Reasons">Why it is refused, in plain words; empty where it is accepted.</param>
public sealed record ChainVerdict(IReadOnlyList<string> Path, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether the chain is accepted.</summary>
    public bool IsAccepted => Reasons.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsAccepted ? $"accepted: {string.Join(" < ", Path)}" : $"refused: {string.Join("; ", Reasons)}";
}
