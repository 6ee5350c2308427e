using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>The verifiers of one region that can be there at a moment: reloaded or not.</summary>
internal static class VerifierPopulation
{
    /// <summary>Every set of roots that can be loaded with every set of names that can be in force.</summary>
    internal static IReadOnlyList<Verifier> Of(RotationMoment moment, string region, bool isStranded) =>
        Of(moment, region, isStranded, Stores(moment, moment.Before.BundleOf(region), moment.After.BundleOf(region)));

    /// <summary>
    /// The verifiers that SPIRE gives its roots: those of a trust domain for the peers in it, and for no others. It takes up a root of its Secret when it
    /// next makes a CA, and keeps it until it expires. One that comes with the change knows what it is given then, and one that goes what it was given.
    /// </summary>
    /// <param name="moment">The moment.</param>
    /// <param name="region">The verifiers' region.</param>
    /// <param name="peer">The region of the peers.</param>
    internal static IReadOnlyList<Verifier> OfSpire(RotationMoment moment, string region, string peer)
    {
        if (!HasSpire(moment.Before, region))
        {
            return Of(moment, region, isStranded: false, [[.. RootsOfSpire(moment.After, peer).Select(RootCertificates.AsCertificate)]]);
        }

        var before = RootsOfSpire(moment.Before, peer);
        var known = before.Select(root => root.Name).ToHashSet(StringComparer.Ordinal);
        var taken = HasSpire(moment.After, region) ? RootsOfSpire(moment.After, peer).Where(root => !known.Contains(root.Name)) : [];
        return Of(moment, region, isStranded: false, Stores(moment, before, [.. before, .. taken]));
    }

    private static IReadOnlyList<Verifier> Of(RotationMoment moment, string region, bool isStranded, IEnumerable<IReadOnlyList<RootPlan>> stores)
    {
        IReadOnlyList<RotationState> states = [moment.Before, moment.After];
        var verifiers =
            from stored in stores.Select((roots, index) => (Roots: roots, IsOld: index > 0)).DistinctBy(store => Key(store.Roots))
            from state in states.DistinctBy(state => Key(state, region))
            select new Verifier
            {
                Region = region,
                Roots = stored.Roots,
                IsStranded = isStranded && stored.IsOld,
                Accepted = state.AcceptedBy(region),
                Expected = state.Regions.ToDictionary(server => server, server => state.ExpectedBy(region, server), StringComparer.Ordinal),
            };
        return [.. verifiers];
    }

    private static bool HasSpire(RotationState state, string region) =>
        state.Plan.Beside.Any(own => own.Region == region && own.Signer == BesideAuthority.Spire);

    /// <summary>What a region's SPIRE is told: its Secret's roots, or, by cert-manager, the one at the end of its chain.</summary>
    private static IReadOnlyList<RootPlan> RootsOfSpire(RotationState state, string region)
    {
        var spire = state.Plan.Beside.FirstOrDefault(own => own.Region == region && own.Signer == BesideAuthority.Spire);
        if (spire is not { IsToldOneRoot: true })
        {
            return [.. state.Plan.RootsOf(region).Where(root => root.State.IsTrusted())];
        }

        var root = state.Root(state.Signer(region, IntermediateUse.Workloads).Root)!;
        return [root.CrossSignedBy is { } signer ? state.Root(signer)! : root];
    }

    /// <summary>What is to be first, then what was.</summary>
    private static IEnumerable<IReadOnlyList<RootPlan>> Stores(RotationMoment moment, IReadOnlyList<RootPlan> before, IReadOnlyList<RootPlan> after)
    {
        yield return [.. after.Select(RootCertificates.AsCertificate)];
        yield return [.. before.Select(RootCertificates.AsCertificate)];
        yield return
        [
            .. before
                .Where((root, index) => index == 0 || moment.Converged || moment.At >= RotationClock.BundlesLoaded(moment.Before.Plan, root))
                .Select(RootCertificates.AsCertificate),
        ];
    }

    private static string Key(IEnumerable<RootPlan> roots) => string.Join('\n', roots.Select(root => root.ToString()));

    private static string Key(RotationState state, string region) => string.Join(
        '\n', state.Regions.Select(server => string.Join(' ', state.ExpectedBy(region, server))).Append(string.Join(' ', state.AcceptedBy(region))));
}
