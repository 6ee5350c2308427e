using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>The verifiers of one region that can be there at a moment: reloaded or not.</summary>
internal static class VerifierPopulation
{
    /// <summary>Every set of roots that can be loaded with every set of names that can be in force.</summary>
    internal static IReadOnlyList<Verifier> Of(RotationMoment moment, string region, bool isStranded)
    {
        IReadOnlyList<RotationState> states = [moment.Before, moment.After];
        var verifiers =
            from stored in Stores(moment, region).Select((roots, index) => (Roots: roots, IsOld: index > 0)).DistinctBy(store => Key(store.Roots))
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

    /// <summary>What is to be first, then what was.</summary>
    private static IEnumerable<IReadOnlyList<RootPlan>> Stores(RotationMoment moment, string region)
    {
        var before = moment.Before.BundleOf(region);
        yield return [.. moment.After.BundleOf(region).Select(RootCertificates.AsCertificate)];
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
