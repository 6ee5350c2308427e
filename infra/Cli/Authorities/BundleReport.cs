namespace Infra.Cli.Authorities;

/// <summary>What a region trusts.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="TrustDomain">Its trust domain.</param>
/// <param name="Roots">The roots of its bundle, in order.</param>
/// <param name="Digest">The SHA-256 of the bundle's PEM text.</param>
/// <param name="Accepts">The other regions whose workloads it accepts as callers.</param>
internal sealed record BundleReport(string Region, string TrustDomain, IReadOnlyList<string> Roots, string Digest, IReadOnlyList<string> Accepts);
