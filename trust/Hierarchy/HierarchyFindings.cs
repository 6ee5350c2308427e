using Trust.Bundles;

namespace Trust.Hierarchy;

/// <summary>What is wrong with a <see cref="HierarchyPlan"/>: everything at once, before a key exists.</summary>
public static class HierarchyFindings
{
    /// <summary>Checks names, signing roots, active roots, windows, renewals and overlaps.</summary>
    public static IReadOnlyList<TrustFinding> Check(HierarchyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. Names(plan),
            .. TrustDomainLint.Check([.. plan.Intermediates.SelectMany(intermediate => intermediate.Scope.TrustDomains).Distinct()]),
            .. TrustDomains(plan).SelectMany(domain => ActiveRoots(plan, domain)),
            .. CrossSigningFindings.Check(plan),
            .. plan.Intermediates.SelectMany(intermediate => SigningRoot(plan, intermediate)),
            .. plan.Intermediates.SelectMany(Renewal),
            .. Lines(plan).SelectMany(line => Overlaps(line, plan.ReloadDelay)),
        ];
    }

    private static IEnumerable<TrustDomain> TrustDomains(HierarchyPlan plan) =>
        plan.Intermediates.Select(intermediate => intermediate.Scope.TrustDomain).Distinct();

    /// <summary>The generations of one region and use, oldest first.</summary>
    private static IEnumerable<IReadOnlyList<IntermediatePlan>> Lines(HierarchyPlan plan) =>
        plan.Intermediates.GroupBy(intermediate => (intermediate.Region, intermediate.Use))
            .Select(line => (IReadOnlyList<IntermediatePlan>)[.. line.OrderBy(intermediate => intermediate.Generation)]);

    private static IEnumerable<TrustFinding> Names(HierarchyPlan plan)
    {
        foreach (var name in plan.Roots.Select(root => root.Name).Concat(plan.Intermediates.Select(intermediate => intermediate.Name))
            .GroupBy(name => name).Where(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key)))
        {
            yield return new TrustFinding(
                TrustRule.AuthorityName,
                name.Key,
                $"{name.Count()} CAs have the name '{name.Key}'",
                "give every root and every generation a name of its own");
        }

        foreach (var intermediate in plan.Intermediates.Where(intermediate => intermediate.Generation < 1))
        {
            yield return new TrustFinding(
                TrustRule.AuthorityName, intermediate.Name, $"generation {intermediate.Generation} is below 1", "count generations from 1");
        }
    }

    private static IEnumerable<TrustFinding> ActiveRoots(HierarchyPlan plan, TrustDomain domain)
    {
        var active = plan.Roots.Where(root => root.State == RootState.Active && root.Serves(domain)).ToList();
        if (active.Count != 1)
        {
            yield return new TrustFinding(
                TrustRule.ActiveRoot,
                domain.Name,
                active.Count == 0
                    ? "no root is active"
                    : $"{active.Count} roots are active: {string.Join(", ", active.Select(root => root.Name))}",
                "make exactly one root of the trust domain active, the others published or retiring");
        }
    }

    private static IEnumerable<TrustFinding> SigningRoot(HierarchyPlan plan, IntermediatePlan intermediate)
    {
        var root = plan.Roots.FirstOrDefault(candidate => candidate.Name == intermediate.Root);
        if (root is null)
        {
            yield return Wrong(TrustRule.SigningRoot, $"its root '{intermediate.Root}' does not exist", "name one of the roots");
            yield break;
        }

        if (!root.State.MayHaveSigned())
        {
            yield return Wrong(
                TrustRule.SigningRoot,
                $"its root '{root.Name}' is {root.State.ToString().ToLowerInvariant()}",
                "sign it with an active root, or make that root active once every bundle holds it");
        }

        if (!root.Serves(intermediate.Scope.TrustDomain))
        {
            yield return Wrong(
                TrustRule.SigningRoot,
                $"its root '{root.Name}' may sign for {root.Scope?.TrustDomain} only, not for {intermediate.Scope.TrustDomain}",
                "sign it with a root of its own trust domain");
        }

        if (!intermediate.Validity.IsWithin(root.Validity))
        {
            yield return Wrong(
                TrustRule.IssuerWindow,
                $"its window {intermediate.Validity} is not inside the window {root.Validity} of its root '{root.Name}'",
                "shorten it, or sign it with a root that lives longer");
        }

        TrustFinding Wrong(TrustRule rule, string message, string remedy) => new(rule, intermediate.Name, message, remedy);
    }

    private static IEnumerable<TrustFinding> Renewal(IntermediatePlan intermediate)
    {
        var renewal = DurationWords.Of(intermediate.RenewBefore);
        if (intermediate.RenewBefore <= TimeSpan.Zero || intermediate.RenewBefore >= intermediate.Validity.Lifetime)
        {
            yield return new TrustFinding(
                TrustRule.RenewalWindow,
                intermediate.Name,
                $"its renewal {renewal} before the end is not inside its life of {DurationWords.Of(intermediate.Validity.Lifetime)}",
                "renew it later than its start and before its end");
        }
        else if (intermediate.RenewBefore < intermediate.LongestLeaf)
        {
            yield return new TrustFinding(
                TrustRule.RenewalWindow,
                intermediate.Name,
                $"its renewal {renewal} before the end comes too late for leaves that live {DurationWords.Of(intermediate.LongestLeaf)}",
                "renew it at least one leaf's life before its end, or shorten the leaves");
        }
    }

    private static IEnumerable<TrustFinding> Overlaps(IReadOnlyList<IntermediatePlan> line, TimeSpan reloadDelay) =>
        from pair in line.Zip(line.Skip(1))
        let needed = pair.First.LongestLeaf + reloadDelay
        let overlap = pair.First.Validity.OverlapWith(pair.Second.Validity)
        where overlap < needed
        select new TrustFinding(
            TrustRule.GenerationOverlap,
            pair.Second.Name,
            $"it overlaps with {pair.First.Name} for {DurationWords.Of(overlap)}, "
            + $"and leaves signed before the change need {DurationWords.Of(needed)}",
            "start the new generation earlier");
}
