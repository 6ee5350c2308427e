using Trust.Hierarchy;

namespace Trust.Bundles;

/// <summary>Which roots each region's bundle holds, and in which order: a pure function of the plan, before any certificate exists.</summary>
/// <remarks>
/// <para>
/// Membership: the trusted roots of the region itself, of every region that it accepts callers from, and of every region that accepts its
/// callers, because a caller has to verify the servers that it reaches. Nothing else.
/// </para>
/// <para>
/// Order: the region's oldest own root first, since istiod's expiry metric looks at the first certificate only; then the others in the order
/// of the plan. A root that is gone keeps its place in this reckoning, so that no other root ever moves: to append a root to the plan is to
/// append it to the bundles, and to take one away leaves the order of the others alone. Istiod up to 1.29 ignores any other change.
/// </para>
/// </remarks>
public static class BundlePlan
{
    /// <summary>The names of the roots in each region's bundle, by region.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(HierarchyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bundles = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var region in plan.Regions)
        {
            bundles.Add(region, [.. Ordered(plan, region).Where(root => root.State.IsTrusted()).Select(root => root.Name)]);
        }

        return bundles;
    }

    private static IEnumerable<RootPlan> Ordered(HierarchyPlan plan, string region)
    {
        var own = plan.RootsOf(region).FirstOrDefault();
        var peers = plan.Regions.Where(peer => plan.Accepts(region, peer) || plan.Accepts(peer, region));
        var needed = peers.SelectMany(plan.RootsOf).ToHashSet();
        return plan.Roots.Where(root => root == own).Concat(plan.Roots.Where(root => root != own && needed.Contains(root)));
    }
}
