namespace Policies.Model;

/// <summary>What of Linkerd's installation decides about calls and stands in a chart's values, not in a manifest.</summary>
/// <param name="TrustDomain">The trust domain of its identities.</param>
/// <param name="DefaultInboundPolicy">What ports without Server allow where neither pod nor namespace say.</param>
public sealed record LinkerdInstallation(string TrustDomain, string DefaultInboundPolicy);
