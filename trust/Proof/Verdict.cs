namespace Trust.Proof;

/// <summary>What one side said of the other's certificate.</summary>
/// <param name="Reason">Why it refused; null where it accepted.</param>
internal sealed record Verdict(string? Reason);
