namespace Policies.Gating;

/// <summary>A finding that somebody answers for until a day.</summary>
public sealed record Suppression
{
    /// <summary>The rule's code.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// The object as findings name it, <c>AuthorizationPolicy shop/orders</c>, with or without the region in front; a <c>*</c> at the end
    /// stands for the rest of the name.
    /// </summary>
    public required string Object { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why the finding may stay.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day on which it holds (UTC).</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Where it was written; null where no file is known.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Whether a finding is one of those that it is about.</summary>
    public bool Covers(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Rule.Code == Code && finding.Subject is { } subject
            && (Matches(subject.ToString()) || (subject.Region is not null && Matches((subject with { Region = null }).ToString())));
    }

    private bool Matches(string name) => Object.EndsWith('*') ? name.StartsWith(Object[..^1], StringComparison.Ordinal) : name == Object;
}
