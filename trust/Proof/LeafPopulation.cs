using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>The leaves of one region that can be alive at a moment.</summary>
internal static class LeafPopulation
{
    /// <summary>
    /// Those of the signer before and after the change, in either trust domain, and those of earlier signers and names that the days in the settings
    /// do not rule out.
    /// </summary>
    /// <param name="moment">The moment.</param>
    /// <param name="region">The region.</param>
    /// <param name="line">Which of its CAs; the region has one before the change, after it, or both.</param>
    /// <param name="strandsSomeone">
    /// Whether some istiod ignores the change: those that have restarted then go on to sign under the new roots while the others do not trust them.
    /// </param>
    internal static IReadOnlyList<LeafPlan> Of(RotationMoment moment, string region, SignerLine line, bool strandsSomeone)
    {
        var (before, after) = (moment.Before.Signer(region, line), moment.After.Signer(region, line));
        TrustDomain[] names = [(before ?? after)!.Scope.TrustDomain, (after ?? before)!.Scope.TrustDomain];
        IEnumerable<LeafPlan> leaves =
        [
            .. before is null ? [] : Below(moment.Before, before, names),
            .. after is null ? [] : Below(moment.After, after, names),
            .. before is null ? [] : Earlier(moment, before),
            .. after is not null && strandsSomeone ? Coming(moment, after) : [],
        ];
        return [.. leaves.Distinct()];
    }

    private static IEnumerable<LeafPlan> Below(RotationState state, IntermediatePlan signer, params IReadOnlyList<TrustDomain> names) =>
        state.Root(signer.Root) is { } root
            ? names.Distinct().Select(name => new LeafPlan
            {
                Signer = signer,
                Root = root.AsCertificate(),
                CrossSigner = CrossSigner(state, root)?.AsCertificate(),
                TrustDomain = name,
            })
            : [];

    /// <summary>
    /// Leaves from before the present generation. The settings do not say under which root it was: under the one that retires, and where none does,
    /// under the present one.
    /// </summary>
    private static IEnumerable<LeafPlan> Earlier(RotationMoment moment, IntermediatePlan signer)
    {
        var state = moment.Before;
        if (moment.Converged || moment.At >= RotationClock.EarlierLeavesExpired(state.Plan, signer))
        {
            return [];
        }

        var retiring = state.Plan.RootsOf(signer.Region).Where(root => root.State == RootState.Retiring && root.Name != signer.Root).ToList();
        var isFirst = signer.Generation == 1 && retiring.Count == 0;
        var names = new[] { signer.Scope.TrustDomain, signer.Scope.Former ?? signer.Scope.TrustDomain };
        return isFirst
            ? []
            : retiring.Select(root => root.Name).DefaultIfEmpty(signer.Root).SelectMany(root => Below(state, Predecessor(state, signer, root), names));
    }

    /// <summary>What a control plane that has restarted may sign before long: the next generation under a root that is new in the bundles.</summary>
    private static IEnumerable<LeafPlan> Coming(RotationMoment moment, IntermediatePlan signer)
    {
        var known = moment.Before.BundleOf(signer.Region).Select(root => root.Name).ToHashSet();
        return moment.After.BundleOf(signer.Region)
            .Where(root => !known.Contains(root.Name) && root.Serves(signer.Scope.TrustDomain))
            .SelectMany(root => Below(
                moment.After,
                signer with { Generation = signer.Generation + 1, Root = root.Name, Validity = root.Validity.Intersect(signer.Validity) },
                signer.Scope.TrustDomain));
    }

    private static IntermediatePlan Predecessor(RotationState state, IntermediatePlan signer, string root) => signer with
    {
        Generation = Math.Max(1, signer.Generation - 1),
        Root = root,
        Validity = state.Root(root)!.Validity,
        Scope = signer.Scope with { Former = signer.Scope.Former ?? signer.Scope.Next },
    };

    private static RootPlan? CrossSigner(RotationState state, RootPlan root) => root.CrossSignedBy is { } name ? state.Root(name) : null;
}
