using Policies.Symbolic.Authorization;

namespace Policies.Symbolic.Gateways;

/// <summary>A route of a gateway: the calls that it takes if no earlier one does, and where it sends them.</summary>
internal sealed record GatewayRoute
{
    /// <summary>The host whose requests it is for, which may begin with <c>*</c>; null for connections.</summary>
    public string? Host { get; init; }

    /// <summary>The calls.</summary>
    public required RuleClause Match { get; init; }

    /// <summary>Where they go; nowhere where the gateway answers them itself.</summary>
    public IReadOnlyList<RouteEnd> Ends { get; init; } = [];

    /// <summary>Why it cannot be told what becomes of the calls; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the problem is where they go, so that it may be anywhere.</summary>
    public bool IsAnywhere { get; init; }

    /// <summary>The object that has the route.</summary>
    public required ObjectReference By { get; init; }

    /// <summary>Where that was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }
}
