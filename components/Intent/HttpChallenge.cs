namespace Components.Intent;

/// <summary>How the file of an HTTP-01 challenge (RFC 8555 §8.3) is served.</summary>
/// <param name="IngressClass">The class of the Ingress that serves it; null where the region's own Gateway does, by an HTTPRoute.</param>
public sealed record HttpChallenge(string? IngressClass);
