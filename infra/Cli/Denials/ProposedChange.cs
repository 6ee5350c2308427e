namespace Infra.Cli.Denials;

/// <summary>A change that would let a refused call through, and what comes of it.</summary>
internal sealed record ProposedChange
{
    /// <summary>What is to be changed and where, such as <c>mtls:services.ledger.callers (stacks/Pulumi.prod.yaml:126)</c>.</summary>
    public required string Where { get; init; }

    /// <summary>What is to be added, as YAML without a last line end; null where nothing can be proposed.</summary>
    public string? Addition { get; init; }

    /// <summary>
    /// What was found by making the change in memory: whether the call gets through, and what else would stop it; sentences without a full stop.
    /// </summary>
    public required IReadOnlyList<string> Outcome { get; init; }
}
