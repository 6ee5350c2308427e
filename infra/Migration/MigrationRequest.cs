namespace Infra.Migration;

/// <summary>What a migration is asked for.</summary>
internal sealed record MigrationRequest
{
    /// <summary>The namespaces to move; empty for all, and for the mesh after them.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Who answers for new exceptions; null takes over who answers for the mode that the port has now.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// The day from which the namespaces that are STRICT in the settings are STRICT in the clusters as well; null where nobody has said so.
    /// Traffic cannot tell: a port that nobody calls in plaintext looks the same before the deployment and after it.
    /// </summary>
    public DateOnly? StrictSince { get; init; }

    /// <summary>The last day of new exceptions.</summary>
    public required DateOnly Expires { get; init; }
}
