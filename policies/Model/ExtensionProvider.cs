namespace Policies.Model;

/// <summary>An external authorizer of <c>meshConfig.extensionProviders</c> that CUSTOM policies name.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsHttpOnly">Whether it is <c>envoyExtAuthzHttp</c>, which TCP connections pass by.</param>
/// <param name="Fault">Why istiod does not take it, so that policies which name it deny; null where nothing is wrong with it.</param>
public sealed record ExtensionProvider(string Name, bool IsHttpOnly, string? Fault = null);
