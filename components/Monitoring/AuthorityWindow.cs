namespace Components.Monitoring;

/// <summary>A CA certificate of the plan, and the end of its validity: what a constant recording rule publishes.</summary>
/// <remarks>
/// Needed because istiod's root metric reads the first PEM block of the bundle only (istio, security/pkg/server/ca/server.go), so the other
/// roots, and every CA that istiod does not hold, would run out unseen.
/// </remarks>
public sealed record AuthorityWindow
{
    /// <summary>The CA's name in the stack file, unique in the environment.</summary>
    public required string Name { get; init; }

    /// <summary>Root or intermediate.</summary>
    public required AuthorityKind Kind { get; init; }

    /// <summary>The stage of its rotation, such as <c>published</c>, <c>active</c> or <c>retiring</c>.</summary>
    public required string State { get; init; }

    /// <summary>The last moment of its validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }
}
