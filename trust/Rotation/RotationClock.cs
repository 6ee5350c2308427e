using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>
/// When something that the settings say has become true of the fleet, at the earliest. A change bears the day on which it was made, so it is
/// counted from the end of that day.
/// </summary>
internal static class RotationClock
{
    /// <summary>When every bundle that a root was added to on its first day has been loaded.</summary>
    internal static DateTimeOffset BundlesLoaded(HierarchyPlan plan, RootPlan root) => EndOfDay(root.Validity.NotBefore) + SpireReload(plan) + plan.ReloadDelay;

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

    /// <summary>
    /// SPIRE reads its upstream's roots when it makes its next CA, at half of the present one's life and at most 30 days before its end (spire,
    /// pkg/server/ca/manager).
    /// </summary>
    private static TimeSpan SpireReload(HierarchyPlan plan) => plan.Beside
        .Where(beside => beside.Signer == BesideAuthority.Spire)
        .Select(beside => beside.LongestLeaf - TimeSpan.FromTicks(Math.Min(beside.LongestLeaf.Ticks / 2, TimeSpan.FromDays(30).Ticks)))
        .DefaultIfEmpty()
        .Max();

    private static DateTimeOffset EndOfDay(DateTimeOffset instant) => HierarchyChanges.Midnight(DateOnly.FromDateTime(instant.UtcDateTime).AddDays(1));
}
