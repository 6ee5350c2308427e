namespace Policies.Symbolic.Gateways;

/// <summary>A service that a route leads to.</summary>
/// <param name="Host">Its host, fully qualified.</param>
/// <param name="Port">Its port; null for the only one that it has.</param>
/// <param name="Subset">The subset of its endpoints; null for all.</param>
/// <param name="Rewrite">What of the requests the route changes on the way there; null for nothing.</param>
internal sealed record RouteEnd(string Host, int? Port, string? Subset, RouteRewrite? Rewrite);
