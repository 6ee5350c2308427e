using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>What must have come true before a move.</summary>
internal static class RotationWaits
{
    /// <summary>The conditions of a move.</summary>
    /// <param name="state">The state in which it is made.</param>
    /// <param name="move">The move.</param>
    /// <param name="previous">The move before it in the same plan.</param>
    /// <param name="isEmergency">Whether leaves are issued anew instead of waited for, and a look at the fleet counts instead of the days.</param>
    internal static IReadOnlyList<RotationWait> Before(RotationState state, RotationMove move, RotationMove? previous, bool isEmergency)
    {
        IEnumerable<RotationWait> waits = move switch
        {
            RotationMove.ActivateRoot activate => Loaded(state, activate.Root),
            RotationMove.NewGeneration generation => Signing(state, generation, previous, isEmergency),
            RotationMove.RemoveRoot removal => Removing(state, removal.Root, isEmergency),
            RotationMove.SwitchDomain change =>
            [
                new RotationWait(
                    new RotationCondition.NamesAccepted(change.Region, change.To),
                    RotationClock.TakenUp(state.Plan, state.Signer(change.Region))),
            ],
            RotationMove.ForgetDomain forget => [Expired(state, [forget.Region])],
            _ => [],
        };
        return [.. isEmergency ? waits.Select(wait => wait with { Until = null }) : waits];
    }

    /// <summary>A root that the one before it has signed is accepted by verifiers that have not loaded it.</summary>
    private static IEnumerable<RotationWait> Loaded(RotationState state, string name) => state.Root(name) is { CrossSignedBy: null } root
        ? [new RotationWait(new RotationCondition.BundlesLoaded(name), RotationClock.BundlesLoaded(state.Plan, root))]
        : [];

    /// <summary>The days have told already that the bundles are loaded where the step before this one waited for them.</summary>
    private static IEnumerable<RotationWait> Signing(RotationState state, RotationMove.NewGeneration move, RotationMove? previous, bool isEmergency) =>
    [
        .. state.Signer(move.Region).Root != move.Root
            && (isEmergency || previous is not (RotationMove.ActivateRoot or RotationMove.NewGeneration))
            ? Loaded(state, move.Root)
            : [],
        .. previous is RotationMove.NewGeneration { Region: var region }
            ? [new RotationWait(new RotationCondition.RegionHealthy(region), null)]
            : Array.Empty<RotationWait>(),
    ];

    private static IEnumerable<RotationWait> Removing(RotationState state, string name, bool isEmergency)
    {
        var root = state.Root(name)!;
        var regions = RootFamily.Of(root).Regions(state).ToList();
        var successors = state.Plan.Roots.Where(other => other.CrossSignedBy == name).Select(other =>
            new RotationWait(new RotationCondition.BundlesLoaded(other.Name), RotationClock.BundlesLoaded(state.Plan, other)));
        return root.State == RootState.Published
            ? []
            : [.. successors, isEmergency ? new RotationWait(new RotationCondition.LeavesReissued(regions), null) : Expired(state, regions)];
    }

    private static RotationWait Expired(RotationState state, IReadOnlyList<string> regions) => new(
        new RotationCondition.LeavesExpired(regions),
        regions.SelectMany(region => state.Lines.Select(line => state.Signer(region, line)).OfType<IntermediatePlan>())
            .Max(signer => RotationClock.EarlierLeavesExpired(state.Plan, signer)));
}
