namespace Trust.Proof;

/// <summary>A change that a running istiod ignores.</summary>
/// <param name="Region">The region.</param>
/// <param name="Reason">Why.</param>
public sealed record IgnoredReload(string Region, string Reason);
