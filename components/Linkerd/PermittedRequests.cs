namespace Components.Linkerd;

/// <summary>Requests to a port, and who may make them.</summary>
/// <param name="Matches">The sets of paths, each with the method or with null for every method.</param>
/// <param name="Clients">Who may make them; empty for nobody.</param>
internal sealed record PermittedRequests(IReadOnlyList<(PathCell Paths, string? Method)> Matches, Clients Clients);
