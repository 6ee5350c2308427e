using Trust.Bundles;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>Publish, activate, sign region by region, drop: trust always before use, and use ended before trust.</summary>
internal sealed class NewRootCourse : RotationCourse
{
    private readonly IReadOnlyList<(RootFamily Family, RootPlan Target)> _targets;

    private NewRootCourse(IReadOnlyList<(RootFamily, RootPlan)> targets) => _targets = targets;

    internal static NewRootCourse To(RotationGoal.NewRoot goal, RotationState state, DateOnly today)
    {
        var families = Families(goal, state);
        RequireToldRoots(state, families);
        if (families.Count > 1 && goal.Name is { } name)
        {
            throw new RotationRefusedException($"the name {name} can be given to one new root only; name the region, as in new-root:{state.Regions[0]}");
        }

        // Families go through each phase together. Where one of them has come to retiring a root, one with nothing under way has been through it all.
        var isUnderWay = families.Any(family => Has(state, family, RootState.Retiring));
        return new NewRootCourse(
        [
            .. families
                .Where(family => !isUnderWay || Has(state, family, RootState.Retiring) || Has(state, family, RootState.Published))
                .Select(family => (family, Target(goal, state, family, today))),
        ]);
    }

    /// <summary>The way to a root in the place of the active one: one that is published already, or a fresh one.</summary>
    internal static NewRootCourse ToReplace(RootPlan active, RotationState state, DateOnly today)
    {
        var family = RootFamily.Of(active);
        RequireToldRoots(state, [family]);
        var published = family.Roots(state.Plan).LastOrDefault(root => root.State == RootState.Published);
        return new NewRootCourse([(family, published ?? Fresh(new RotationGoal.NewRoot(), state, active, today))]);
    }

    /// <inheritdoc/>
    internal override RotationMove? Next(RotationState state, DateOnly day)
    {
        RotationMove?[] inOrder =
        [
            .. _targets.Select(target => Publish(state, target.Target, day)),
            .. _targets.Select(target => Activate(state, target.Family, target.Target)),
            .. _targets.Select(target => Sign(state, target.Family, target.Target, day)),
            .. _targets.Select(target => Drop(state, target.Family)),
        ];
        return inOrder.FirstOrDefault(move => move is not null);
    }

    private static RotationMove.PublishRoot? Publish(RotationState state, RootPlan target, DateOnly day) => state.Root(target.Name) is null
        ? new RotationMove.PublishRoot(target with { Validity = HierarchyChanges.Window(day, target.Validity.Lifetime) })
        : null;

    private static RotationMove.ActivateRoot? Activate(RotationState state, RootFamily family, RootPlan target) =>
        state.Root(target.Name) is { State: RootState.Published } && family.Active(state.Plan) is { } active
            ? new RotationMove.ActivateRoot(target.Name, active.Name)
            : null;

    private static RotationMove.NewGeneration? Sign(RotationState state, RootFamily family, RootPlan target, DateOnly day) =>
        family.Regions(state).FirstOrDefault(region => state.Signer(region).Root != target.Name) is { } region
            ? SignUnder(state, region, target.Name, day)
            : null;

    private static RotationMove.RemoveRoot? Drop(RotationState state, RootFamily family) =>
        family.Roots(state.Plan).FirstOrDefault(root => root.State == RootState.Retiring) is { } retiring
            ? new RotationMove.RemoveRoot(retiring.Name)
            : null;

    /// <summary>A SPIRE that is told one root learns of the next when its own CA is signed under it: too late for servers that are signed under it before.</summary>
    private static void RequireToldRoots(RotationState state, IEnumerable<RootFamily> families)
    {
        var regions = families.SelectMany(family => family.Regions(state)).Distinct()
            .Where(region => state.Plan.Beside.Any(own => own.Region == region && own.IsToldOneRoot))
            .ToList();
        if (regions.Count > 0)
        {
            throw new RotationRefusedException(
                $"the SPIRE of {string.Join(", ", regions)} is told by cert-manager the one root that its own CA ends in, so its workloads would not know the new root when the "
                + "first server shows a certificate below it; set mtls:platform.spire.upstreamAuthority to disk until the rotation is over: key and CA stay the same");
        }
    }

    private static IReadOnlyList<RootFamily> Families(RotationGoal.NewRoot goal, RotationState state)
    {
        if (goal.Region is { } only)
        {
            RequireRegion(state, only);
        }

        var families = (goal.Region is { } region ? [region] : state.Regions).Select(each => RootFamily.Of(state, each)).Distinct().ToList();
        return families switch
        {
            _ when families.Contains(null) => throw new RotationRefusedException("a region has no active root; make one active first"),
            [{ TrustDomain: null }] when goal.Region is not null =>
                throw new RotationRefusedException("the regions share their root, so it changes for all of them; write new-root without a region"),
            _ => [.. families.OfType<RootFamily>()],
        };
    }

    private static RootPlan Target(RotationGoal.NewRoot goal, RotationState state, RootFamily family, DateOnly today)
    {
        var roots = family.Roots(state.Plan).ToList();
        var active = family.Active(state.Plan) ?? throw new RotationRefusedException("no root is active; make one active first");
        if (goal.Name is { } name && state.Root(name) is { } named)
        {
            return RootFamily.Of(named) == family && named.State is RootState.Published or RootState.Active
                ? named
                : throw new RotationRefusedException($"root {name} is {Word(named.State)}, and its place is not that of {active.Name}; give the new root another name");
        }

        var begun = roots.LastOrDefault(root => root.State == RootState.Published)
            ?? (roots.Any(root => root.State == RootState.Retiring) ? active : null);
        return goal.Name is null && begun is not null ? begun : Fresh(goal, state, active, today);
    }

    private static RootPlan Fresh(RotationGoal.NewRoot goal, RotationState state, RootPlan active, DateOnly today)
    {
        if (goal.CrossSign && active.PathLength < 2)
        {
            throw new RotationRefusedException(
                $"{active.Name} has path length {active.PathLength}, and a chain by way of a cross certificate needs 2; "
                + "rotate without cross-signing, and give the new root pathLength: 2, so that it can sign the one after it");
        }

        return active with
        {
            Name = goal.Name ?? RootNames.Successor(active.Name, today.Year, [.. state.Plan.Roots.Select(root => root.Name)]),
            State = RootState.Published,
            CrossSignedBy = goal.CrossSign ? active.Name : null,
        };
    }

    private static bool Has(RotationState state, RootFamily family, RootState standing) =>
        family.Roots(state.Plan).Any(root => root.State == standing);

    private static string Word(RootState state) => state.ToString().ToLowerInvariant();
}
