namespace Policies.Model;

/// <summary>A namespace and what its labels say.</summary>
public sealed record NamespaceModel
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The labels: injection, ambient mode, Pod Security level and the rest.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The annotations, Linkerd's injection among them.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the input has the namespace's object; otherwise only other objects name it.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether it may have labels that the input does not say, having no object of the namespace.</summary>
    public bool HasUnknownLabels { get; init; }

    /// <summary>Where it was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }
}
