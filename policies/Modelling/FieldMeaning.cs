namespace Policies.Modelling;

/// <summary>What this program makes of a field.</summary>
internal enum FieldMeaning
{
    /// <summary>Nothing: whatever depends on the object is open where the field is set. So is every field that upstream adds.</summary>
    NotModelled,

    /// <summary>It depends on the fields inside.</summary>
    ByInnerFields,

    /// <summary>It decides about calls, and verdicts follow it.</summary>
    Modelled,

    /// <summary>It decides about no call, for a reason that stands beside it.</summary>
    Neutral,
}
