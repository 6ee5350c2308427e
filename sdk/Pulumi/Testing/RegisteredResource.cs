using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>What the engine knows of a resource once it is registered or read.</summary>
internal sealed record RegisteredResource(string Urn, string? Id, IReadOnlyDictionary<string, Serialized> State);
