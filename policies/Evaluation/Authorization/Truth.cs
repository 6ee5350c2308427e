namespace Policies.Evaluation.Authorization;

/// <summary>Whether a condition holds, where that may depend on what nobody has said.</summary>
internal enum Truth
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Yes,
}
