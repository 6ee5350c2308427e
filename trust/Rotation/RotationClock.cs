using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>
/// When something that the settings say has become true of the fleet, at the earliest. A change bears the day on which it was made, so it is
/// counted from the end of that day.
/// </summary>
internal static class RotationClock
{
    /// <summary>When every bundle that a root was added to on its first day has been loaded.</summary>
    internal static DateTimeOffset BundlesLoaded(HierarchyPlan plan, RootPlan root) => EndOfDay(root.Validity.NotBefore) + plan.ReloadDelay;

    /// <summary>When every signer and verifier has taken up a change that came with a region's present generation.</summary>
    internal static DateTimeOffset TakenUp(HierarchyPlan plan, IntermediatePlan signer) => EndOfDay(signer.Validity.NotBefore) + plan.ReloadDelay;

    /// <summary>When the last leaf has expired that was signed before a CA took over.</summary>
    internal static DateTimeOffset EarlierLeavesExpired(HierarchyPlan plan, IntermediatePlan signer) => TakenUp(plan, signer) + signer.LongestLeaf;

    /// <summary>The first day that begins at or after an instant.</summary>
    internal static DateOnly DayOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        return instant.UtcDateTime.TimeOfDay == TimeSpan.Zero ? day : day.AddDays(1);
    }

    private static DateTimeOffset EndOfDay(DateTimeOffset instant) => HierarchyChanges.Midnight(DateOnly.FromDateTime(instant.UtcDateTime).AddDays(1));
}
