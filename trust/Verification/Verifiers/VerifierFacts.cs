namespace Trust.Verification.Verifiers;

/// <summary>What a verifier does with name constraints, and how that is known.</summary>
public sealed record VerifierFacts
{
    /// <summary>The verifier.</summary>
    public required Verifier Verifier { get; init; }

    /// <summary>Its name, and the library that verifies for it.</summary>
    public required string Name { get; init; }

    /// <summary>What it does with constraints on URIs, and so on SPIFFE IDs.</summary>
    public required ConstraintReading Uris { get; init; }

    /// <summary>What it does with constraints on DNS names.</summary>
    public ConstraintReading DnsNames { get; init; } = ConstraintReading.Enforces;

    /// <summary>What it does with constraints that stand on the root in its bundle; RFC 5280, section 6.1.1, leaves that open.</summary>
    public ConstraintReading OnRoots { get; init; } = ConstraintReading.Enforces;

    /// <summary>Whether it holds the common name of a leaf without DNS names to the DNS constraints, dot or no dot.</summary>
    public bool ReadsCommonNameAsDns { get; init; }

    /// <summary>Where the facts come from: what was run, or which source says so.</summary>
    public required string Evidence { get; init; }
}
