using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>A verifier that can exist at a moment in one region: the roots that it has loaded, and the names that it takes.</summary>
internal sealed record Verifier
{
    /// <summary>The region.</summary>
    internal required string Region { get; init; }

    /// <summary>The roots that it trusts, in their order.</summary>
    internal required IReadOnlyList<RootPlan> Roots { get; init; }

    /// <summary>As a server: the trust domains of which it takes clients.</summary>
    internal required IReadOnlyList<TrustDomain> Accepted { get; init; }

    /// <summary>As a client: by the server's region, the trust domains in which it looks for the server's identity.</summary>
    internal required IReadOnlyDictionary<string, IReadOnlyList<TrustDomain>> Expected { get; init; }

    /// <summary>What it has loaded, for people: <c>root-2026, root-2027</c>.</summary>
    internal string Label => $"trusts {string.Join(", ", Roots.Select(root => root.Name))}{(IsStranded ? " (istiod ignores the change)" : "")}";

    /// <summary>Whether it stays as it is because its istiod ignores the change.</summary>
    internal bool IsStranded { get; init; }
}
