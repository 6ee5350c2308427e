using Trust.Bundles;

namespace Trust.Hierarchy;

/// <summary>What is wrong with roots that other roots sign.</summary>
internal static class CrossSigningFindings
{
    internal static IEnumerable<TrustFinding> Check(HierarchyPlan plan) =>
        from root in plan.Roots
        where root.CrossSignedBy is not null
        from problem in Problems(plan, root, root.CrossSignedBy!)
        select new TrustFinding(TrustRule.CrossSigning, root.Name, problem.Message, problem.Remedy);

    private static IEnumerable<(string Message, string Remedy)> Problems(HierarchyPlan plan, RootPlan root, string name)
    {
        if (plan.Roots.FirstOrDefault(candidate => candidate.Name == name && candidate != root) is not { } issuer)
        {
            yield return ($"it is cross-signed by '{name}', which is no other root", "name the root before it");
            yield break;
        }

        if (!issuer.State.IsTrusted())
        {
            yield return ($"it is cross-signed by {name}, which is gone", "remove crossSignedBy: nobody trusts that root any more");
        }

        if (issuer.PathLength < 2)
        {
            yield return (
                $"it is cross-signed by {name}, whose path length {issuer.PathLength} leaves no room for it above the intermediates",
                "do without cross-signing; a root that is to sign its successor needs pathLength: 2 from its first day");
        }

        if (issuer.Scope?.TrustDomain is { } domain && domain != root.Scope?.TrustDomain)
        {
            yield return ($"it is cross-signed by {name}, which may sign for {domain} only", "name a root of the same region");
        }

        if (root.Validity.OverlapWith(issuer.Validity) <= TimeSpan.Zero)
        {
            yield return ($"it is cross-signed by {name}, whose window {issuer.Validity} does not meet its own", "remove crossSignedBy");
        }
    }
}
