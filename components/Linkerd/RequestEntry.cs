namespace Components.Linkerd;

/// <summary>A set of paths with one method, or with null for every other, and who may ask for them.</summary>
internal sealed record RequestEntry(PathCell Paths, string? Method, Clients Clients);
