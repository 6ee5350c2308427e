using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Verification.Verifiers;

/// <summary>Holds the constraints of a hierarchy against the verifiers that meet them.</summary>
public static class ConstraintFindings
{
    /// <summary>
    /// Finds constraints that a verifier would reject or ignore. That Go takes subdomains as permitted is <see cref="TrustDomainLint"/>'s
    /// subject: it matters only where one trust domain is below another.
    /// </summary>
    /// <param name="plan">The hierarchy.</param>
    /// <param name="verifiers">By region, who verifies chains there: its own and those of the regions whose roots are in its bundle.</param>
    public static IReadOnlyList<TrustFinding> Check(HierarchyPlan plan, IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(verifiers);
        var bundles = BundlePlan.Of(plan);
        return
        [
            .. plan.Intermediates.SelectMany(intermediate => Rejected(plan, intermediate, verifiers)),
            .. plan.Roots.Where(root => root.Scope is not null).SelectMany(root => Ignored(root, bundles, verifiers)),
        ];
    }

    /// <summary>The verifier that refuses all, ztunnel, meets the certificates of the mesh and no others.</summary>
    private static IEnumerable<TrustFinding> Rejected(
        HierarchyPlan plan, IntermediatePlan intermediate, IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers) =>
        from meeting in Meetings(verifiers, region => plan.Accepts(region, intermediate.Region) || plan.Accepts(intermediate.Region, region))
        where meeting.Facts.Uris == ConstraintReading.RefusesAll && intermediate is { Use: IntermediateUse.Mesh, Scope.LimitsUris: true }
        select new TrustFinding(
            TrustRule.ConstraintRejected,
            intermediate.Name,
            $"its URI constraint makes {meeting.Facts.Name} in {meeting.Regions} refuse every SPIFFE ID below it, those of {intermediate.Scope.TrustDomain} too",
            $"keep {meeting.Regions} on sidecars, or apart from this CA, until {meeting.Facts.Name} can read URI constraints");

    private static IEnumerable<TrustFinding> Ignored(
        RootPlan root,
        IReadOnlyDictionary<string, IReadOnlyList<string>> bundles,
        IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers) =>
        from meeting in Meetings(verifiers, region => bundles.TryGetValue(region, out var roots) && roots.Contains(root.Name))
        where meeting.Facts.OnRoots == ConstraintReading.Ignores
        select new TrustFinding(
            TrustRule.ConstraintIgnored,
            root.Name,
            $"{meeting.Facts.Name} in {meeting.Regions} does not look at constraints that stand on a root, so there its key could sign for any trust domain",
            "its intermediates carry the same constraints, which hold; keep the root's key outside the stack (an external root)");

    /// <summary>Each verifier once, with the regions in which it meets something.</summary>
    private static IEnumerable<(VerifierFacts Facts, string Regions)> Meetings(
        IReadOnlyDictionary<string, IReadOnlyList<Verifier>> verifiers, Func<string, bool> meets) =>
        from region in verifiers
        where meets(region.Key)
        from verifier in region.Value.Distinct()
        group region.Key by verifier into meeting
        orderby meeting.Key
        select (VerifierTable.Of(meeting.Key), string.Join(", ", meeting.Order(StringComparer.Ordinal)));
}
