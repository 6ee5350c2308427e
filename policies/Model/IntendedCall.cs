namespace Policies.Model;

/// <summary>Calls to a port that the fleet's owner wants to be allowed.</summary>
public sealed record IntendedCall
{
    /// <summary>Who calls.</summary>
    public required IntendedCaller From { get; init; }

    /// <summary>The methods; empty is every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths in AuthorizationPolicy's notation; empty is every path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The hosts that are asked for, in AuthorizationPolicy's notation; empty is every host. A call with hosts is meant as a request only.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
