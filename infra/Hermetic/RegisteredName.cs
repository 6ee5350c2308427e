using System.Collections.Immutable;

namespace Infra.Hermetic;

/// <summary>What a Kubernetes object is called.</summary>
/// <param name="ApiVersion">Its API version.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; null for what has none.</param>
/// <param name="Name">Its name.</param>
internal sealed record RegisteredName(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <summary>Reads the inputs of a resource.</summary>
    /// <exception cref="InvalidOperationException">They do not say what the object is.</exception>
    public static RegisteredName Of(ImmutableDictionary<string, object> inputs, string resource)
    {
        var metadata = inputs.GetValueOrDefault("metadata") as IReadOnlyDictionary<string, object>;
        return (inputs.GetValueOrDefault("apiVersion"), inputs.GetValueOrDefault("kind"), metadata?.GetValueOrDefault("name")) is (string version, string kind, string name)
            ? new RegisteredName(version, kind, metadata!.GetValueOrDefault("namespace") as string, name)
            : throw new InvalidOperationException($"{resource} was registered without apiVersion, kind or name");
    }
}
