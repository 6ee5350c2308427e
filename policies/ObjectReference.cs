namespace Policies;

/// <summary>Names a Kubernetes object that a finding is about.</summary>
public sealed record ObjectReference
{
    /// <summary>The region whose cluster the object belongs to; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The object's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's namespace; null for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The short form <c>region: Kind namespace/name</c>.</summary>
    public override string ToString() =>
        $"{(Region is null ? "" : $"{Region}: ")}{Kind} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";
}
