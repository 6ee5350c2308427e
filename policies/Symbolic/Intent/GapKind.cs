namespace Policies.Symbolic.Intent;

/// <summary>How the objects of a cluster differ from what its owner wants.</summary>
public enum GapKind
{
    /// <summary>Something gets through that is not meant to.</summary>
    TooMany,

    /// <summary>Something that is meant to get through does not.</summary>
    TooFew,

    /// <summary>It is not known whether something gets through: an open question, never safe.</summary>
    Unknown,
}
