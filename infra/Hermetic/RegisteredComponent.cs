namespace Infra.Hermetic;

/// <summary>A component resource that the program registered.</summary>
/// <param name="Type">Its type token, such as <c>mtls:mesh:AuthorizationPolicies</c>.</param>
/// <param name="Name">Its name, the prefix of its children's names.</param>
internal sealed record RegisteredComponent(string Type, string Name);
