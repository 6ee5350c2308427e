namespace Policies.Symbolic.Gateways;

/// <summary>What a route makes of the requests that it takes.</summary>
/// <param name="ChangesPath">Whether they have another path behind it.</param>
/// <param name="Path">That path, where it is one for all of them; null where it depends on the request.</param>
/// <param name="Host">The authority that they have behind it; null for their own.</param>
internal sealed record RouteRewrite(bool ChangesPath, string? Path, string? Host);
