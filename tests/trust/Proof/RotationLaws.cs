using FsCheck;
using FsCheck.Fluent;
using Tests.Trust.Rotation;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Rotation;
using Xunit;

namespace Tests.Trust.Proof;

/// <summary>What holds for rotations from anywhere to anywhere.</summary>
public sealed class RotationLaws
{
    private static readonly string[] Regions = ["us", "eu", "ap"];

    /// <summary>Each case shakes a few hundred hands.</summary>
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(12);

    [Fact]
    public void Plan_FromAnyState_ReachesItsGoalThroughProvenSteps() => Check.One(Cases, Prop.ForAll(Situations(), situation =>
    {
        var (state, goal, today) = situation;
        var prover = Fleet.Prover();
        var plan = RotationPlanner.Plan(state, goal, today);

        // Sync over async: FsCheck's properties return values.
        var unproven = plan.Steps.FirstOrDefault(step => !prover.ProveAsync(step.Moment).GetAwaiter().GetResult().IsProven);
        return (unproven is null && IsReached(plan)).Label($"{goal} from {Describe(state)} on {today}: {unproven?.Move.Title}");
    }));

    /// <summary>
    /// A jump over several steps of a rotation is refused exactly if, by reckoning with names alone, some leaf's root is missing in some store.
    /// </summary>
    [Fact]
    public void Jump_OverAnySteps_IsRefusedExactlyWhereARootIsMissing() => Check.One(Cases, Prop.ForAll(Jumps(), jump =>
    {
        var report = Fleet.Prover().ProveAsync(jump).GetAwaiter().GetResult();

        return (report.Wrong.Count > 0 == IsMissingARoot(jump)).Label($"{Describe(jump.Before)} to {Describe(jump.After)}");
    }));

    [Fact]
    public void Jump_OverTrustOrOverTheEndOfUse_IsAlwaysRefused() => Check.One(Cases, Prop.ForAll(IllegalJumps(), jump =>
    {
        var report = Fleet.Prover().ProveAsync(jump).GetAwaiter().GetResult();

        return (!report.IsProven && report.Wrong.Any(cell => cell.Wrong[0].Refusal is { Reason.Length: > 0 }))
            .Label($"{Describe(jump.Before)} to {Describe(jump.After)}");
    }));

    private static bool IsReached(RotationPlan plan) => plan.Goal switch
    {
        RotationGoal.NewRoot => plan.Reached.Plan.Roots.All(root => root.State is RootState.Active or RootState.Gone),
        RotationGoal.NewIntermediate goal =>
            plan.Reached.Signer(goal.Region, IntermediateUse.Mesh).Generation == plan.State.Signer(goal.Region, IntermediateUse.Mesh).Generation + 1,
        RotationGoal.RenameDomain goal => plan.Reached.Scope(goal.Region).TrustDomains.SequenceEqual([goal.Name]),
        RotationGoal.DropRoot goal => plan.Reached.Root(goal.Name)!.State == RootState.Gone,
        _ => false,
    };

    private static bool IsMissingARoot(RotationMoment jump) =>
        (from server in jump.Before.Regions
         from client in jump.Before.Regions
         from leaf in new[] { jump.Before, jump.After }.Select(state => state.Signer(client, IntermediateUse.Mesh).Root)
         from store in new[] { jump.Before, jump.After }.Select(state => state.BundleOf(server).Select(root => root.Name))
         select !store.Contains(leaf)).Any(missing => missing);

    /// <summary>Fleets in the middle of some rotation, some days after its last step, and a goal for them.</summary>
    private static Arbitrary<(RotationState State, RotationGoal Goal, DateOnly Today)> Situations() =>
    (
        from fleet in Fleets()
        from taken in Gen.Choose(0, 4)
        from days in Gen.Choose(0, 40)
        let steps = RotationPlanner.Plan(fleet, new RotationGoal.NewRoot(), Fleet.Today).Steps.Take(taken).ToList()
        let state = steps.Count == 0 ? fleet : steps[^1].After
        let today = (steps.Count == 0 ? Fleet.Today : steps[^1].Earliest).AddDays(days)
        from goal in Goals(state)
        select (state, goal, today)).ToArbitrary();

    private static Arbitrary<RotationMoment> Jumps() =>
    (
        from fleet in Fleets()
        let steps = RotationPlanner.Plan(fleet, new RotationGoal.NewRoot(), Fleet.Today).Steps
        from start in Gen.Choose(0, steps.Count - 1)
        from length in Gen.Choose(0, steps.Count - 1 - start)
        select Jump(steps[start], steps[start + length])).ToArbitrary();

    private static Arbitrary<RotationMoment> IllegalJumps() =>
    (
        from fleet in Fleets()
        from overTrust in Gen.Elements(true, false)
        let steps = RotationPlanner.Plan(fleet, new RotationGoal.NewRoot(), Fleet.Today).Steps
        let publication = steps.First(step => step.Move is RotationMove.PublishRoot)
        let use = steps.Last(step => step.Move is RotationMove.NewGeneration)
        let removal = steps.Last(step => step.Move is RotationMove.RemoveRoot)
        select overTrust ? Jump(publication, use) : Jump(steps.First(step => step.Move is RotationMove.NewGeneration), removal)).ToArbitrary();

    private static RotationMoment Jump(RotationStep from, RotationStep to) =>
        Fleet.Jump(from.Before, to.After, $"{to.Earliest:yyyy-MM-dd}");

    private static Gen<RotationState> Fleets() =>
        from count in Gen.Choose(1, 3)
        let regions = Regions[..count]
        from isShared in Gen.Elements(true, false)
        select isShared ? Fleet.Shared(regions) : Fleet.PerRegion(regions);

    private static Gen<RotationGoal> Goals(RotationState state)
    {
        List<RotationGoal> goals =
        [
            new RotationGoal.NewRoot(),
            .. state.Regions.Select(region => new RotationGoal.NewIntermediate(region)),
            .. state.Plan.Roots.Select(root => new RotationGoal.DropRoot(root.Name)),
        ];
        if (state.Plan.Roots.All(root => root.Scope is null))
        {
            goals.Add(new RotationGoal.RenameDomain("us", TrustDomain.Parse("america.mesh.example")));
        }

        return Gen.Elements(goals.ToArray());
    }

    private static string Describe(RotationState state) => string.Join(", ", state.Plan.Roots.Select(root => $"{root.Name} {root.State}")
        .Concat(state.Plan.Intermediates.Select(intermediate => $"{intermediate.Name} under {intermediate.Root}")));
}
