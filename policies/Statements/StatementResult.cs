namespace Policies.Statements;

/// <summary>How a statement came out, and a call that shows it.</summary>
public sealed record StatementResult
{
    /// <summary>The statement.</summary>
    public required Statement Statement { get; init; }

    /// <summary>Whether it holds.</summary>
    public required StatementOutcome Outcome { get; init; }

    /// <summary>How many ports of workloads it was held against.</summary>
    public required int Ports { get; init; }

    /// <summary>The port where it fails, such as <c>eu/finance/ledger:8080</c>; null where it holds.</summary>
    public string? Destination { get; init; }

    /// <summary>A call that shows it, in words; null where it holds.</summary>
    public string? Witness { get; init; }

    /// <summary>Why that call gets through or does not, in a sentence without a full stop; null where it holds.</summary>
    public string? Reason { get; init; }

    /// <summary>The object that decides so; null where none does.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>At how many other ports it fails as well.</summary>
    public int FurtherPorts { get; init; }
}
