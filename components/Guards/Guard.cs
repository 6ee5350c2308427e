namespace Components.Guards;

/// <summary>Something that the API server refuses to take, whoever asks: what an admission policy says.</summary>
public sealed record Guard
{
    /// <summary>Its name, in words joined by <c>-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The kinds of objects that it looks at.</summary>
    public required IReadOnlyList<GuardedKind> Kinds { get; init; }

    /// <summary>The namespaces in which it looks at them, or, where it looks at namespaces, those themselves; null for all.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Whether it looks at objects that are deleted, as <c>oldObject</c>. The default is those that are made or changed, as <c>object</c>.</summary>
    public bool OnDeletion { get; init; }

    /// <summary>What must hold of each of them.</summary>
    public required IReadOnlyList<GuardRule> Rules { get; init; }
}
