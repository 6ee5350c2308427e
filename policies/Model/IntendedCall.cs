namespace Policies.Model;

/// <summary>A call that the fleet's owner wants to be allowed.</summary>
public sealed record IntendedCall
{
    /// <summary>Who calls.</summary>
    public required IntendedCaller From { get; init; }

    /// <summary>The called workload's region; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The called workload's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The called workload's name.</summary>
    public required string Workload { get; init; }

    /// <summary>The container ports; empty is none.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The methods; empty is every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths in AuthorizationPolicy's notation; empty is every path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The setting that says so, such as <c>mtls:services.ledger.callers[0]</c>; null where there is none.</summary>
    public string? Setting { get; init; }
}
