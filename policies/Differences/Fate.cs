using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>What two sets of objects do with a class of calls.</summary>
/// <param name="Before">What the first does.</param>
/// <param name="After">What the second does.</param>
internal sealed record Fate(PortVerdict Before, PortVerdict After)
{
    /// <summary>Whether something changes.</summary>
    public bool IsChange => Before.Effect != After.Effect;

    /// <summary>What changes.</summary>
    public ChangeKind Kind => (Before.Effect, After.Effect) switch
    {
        (AccessEffect.Unknown, _) or (_, AccessEffect.Unknown) => ChangeKind.Unclear,
        (_, AccessEffect.Allowed) => ChangeKind.Gained,
        _ => ChangeKind.Lost,
    };

    /// <summary>Why it was so and why it is so now, in a sentence without a full stop.</summary>
    public string Reason => $"before, {Before.Reason}; now {After.Reason}";
}
