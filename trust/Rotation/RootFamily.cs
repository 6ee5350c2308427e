using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>The roots that follow one another in the same place: those that every region shares, or those of one trust domain.</summary>
/// <param name="TrustDomain">The trust domain to which the roots are constrained; null where regions share them.</param>
internal sealed record RootFamily(TrustDomain? TrustDomain)
{
    internal static RootFamily Of(RootPlan root) => new(root.Scope?.TrustDomain);

    /// <summary>The family that signs for a region: its active root's.</summary>
    internal static RootFamily? Of(RotationState state, string region) =>
        state.Plan.RootsOf(region).LastOrDefault(root => root.State == RootState.Active) is { } active ? Of(active) : null;

    internal IEnumerable<RootPlan> Roots(HierarchyPlan plan) => plan.Roots.Where(root => root.Scope?.TrustDomain == TrustDomain);

    internal RootPlan? Active(HierarchyPlan plan) => Roots(plan).FirstOrDefault(root => root.State == RootState.Active);

    internal IEnumerable<string> Regions(RotationState state) =>
        state.Regions.Where(region => TrustDomain is null || state.Scope(region).TrustDomain == TrustDomain);
}
