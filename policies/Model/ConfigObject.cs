using Manifests;

namespace Policies.Model;

/// <summary>An object that decides about traffic, and where it comes from.</summary>
/// <typeparam name="T">The object's record.</typeparam>
public sealed record ConfigObject<T>
    where T : KubernetesObject
{
    /// <summary>The object.</summary>
    public required T Object { get; init; }

    /// <summary>The object as it was written, with every field that the record may not know.</summary>
    public required MapNode Manifest { get; init; }

    /// <summary>What the object is called.</summary>
    public required ObjectReference Reference { get; init; }

    /// <summary>Where it was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>When the API server created it; null, which is older than any time, where the object does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The object's place in the input, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The object's name.</summary>
    public string Name => Reference.Name;

    /// <summary>The object's namespace; <c>default</c> where the object states none, as <c>kubectl</c> would have it.</summary>
    public string Namespace => Reference.Namespace ?? ObjectNames.DefaultNamespace;
}
