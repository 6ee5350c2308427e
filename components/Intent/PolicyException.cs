namespace Components.Intent;

/// <summary>A deviation from zero trust that somebody answers for until a date.</summary>
public sealed record PolicyException
{
    /// <summary>Its name in the stack file.</summary>
    public required string Name { get; init; }

    /// <summary>The team or person that answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it is needed.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day on which it holds (UTC).</summary>
    public required DateOnly Expires { get; init; }
}
