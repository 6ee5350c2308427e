namespace Trust.Verification.Verifiers;

/// <summary>What a verifier does with name constraints.</summary>
public enum ConstraintReading
{
    /// <summary>It holds every name to them as RFC 5280, section 4.2.1.10, says.</summary>
    Enforces,

    /// <summary>It holds names to them, but takes names below a permitted one as permitted too.</summary>
    AllowsSubdomains,

    /// <summary>It does not look at them.</summary>
    Ignores,

    /// <summary>It refuses every name of the kind that they speak about, the permitted ones too.</summary>
    RefusesAll,
}
