namespace Trust.Verification;

/// <summary>Whether a certificate's chain is accepted, and if not, every reason.</summary>
/// <param name="Path">The subjects from the leaf upwards, as far as a chain was found.</param>
/// <param name="Findings">Why it is refused; empty where it is accepted.</param>
public sealed record ChainVerdict(IReadOnlyList<string> Path, IReadOnlyList<TrustFinding> Findings)
{
    /// <summary>Whether the chain is accepted.</summary>
    public bool IsAccepted => Findings.Count == 0;

    /// <summary>Why it is refused, in plain words; empty where it is accepted.</summary>
    public IReadOnlyList<string> Reasons => [.. Findings.Select(Reason).Distinct()];

    /// <inheritdoc/>
    public override string ToString() => IsAccepted ? $"accepted: {string.Join(" < ", Path.Select(name => $"'{name}'"))}" : $"refused: {string.Join("; ", Reasons)}";

    private static string Reason(TrustFinding finding) =>
        finding.Message.StartsWith("it ", StringComparison.Ordinal) ? $"'{finding.Subject}' {finding.Message[3..]}" : finding.Message;
}
