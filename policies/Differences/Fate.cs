using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>What two sets of objects do with a class of calls; nothing for calls that both treat alike.</summary>
internal sealed record Fate(AccessEffect Before, AccessEffect After, ObjectReference? OldObject, ObjectReference? NewObject, string OldReason, string NewReason)
{
    /// <summary>The fate of calls that nothing changes for.</summary>
    public static Fate Same { get; } = new(AccessEffect.Denied, AccessEffect.Denied, null, null, "", "");

    /// <summary>The fate of a class, from what each side says.</summary>
    public static Fate Of(PortVerdict before, PortVerdict after) => before.Effect == after.Effect
        ? Same
        : new Fate(before.Effect, after.Effect, before.Object, after.Object, before.Reason, after.Reason);

    /// <summary>Whether something changes.</summary>
    public bool IsChange => Before != After;

    /// <summary>What changes.</summary>
    public ChangeKind Kind => (Before, After) switch
    {
        (AccessEffect.Unknown, _) or (_, AccessEffect.Unknown) => ChangeKind.Unclear,
        (_, AccessEffect.Allowed) => ChangeKind.Gained,
        _ => ChangeKind.Lost,
    };
}
