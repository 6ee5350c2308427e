namespace Policies.Model;

/// <summary>An external authorizer of <c>meshConfig.extensionProviders</c> that CUSTOM policies name.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsHttpOnly">Whether it is <c>envoyExtAuthzHttp</c>, which TCP connections pass by.</param>
public sealed record ExtensionProvider(string Name, bool IsHttpOnly);
