namespace Policies.Differences;

/// <summary>What a change of objects does to a set of calls.</summary>
public enum ChangeKind
{
    /// <summary>They get through now.</summary>
    Gained,

    /// <summary>They do not get through any more.</summary>
    Lost,

    /// <summary>It cannot be told any more, or could not be told before.</summary>
    Unclear,
}
