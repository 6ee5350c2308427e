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
}
