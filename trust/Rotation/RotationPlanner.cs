using System.Diagnostics;
using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>Turns a goal into steps: each one legal settings change, with what must have come true before it.</summary>
/// <remarks>
/// A pure function: the day is an argument. The steps follow from the state, so the plan of a rotation that is under way is the rest of it.
/// </remarks>
public static class RotationPlanner
{
    /// <summary>Plans the way to a goal.</summary>
    /// <param name="state">What the settings say now.</param>
    /// <param name="goal">Where it is to lead.</param>
    /// <param name="today">The first day on which a step may be taken.</param>
    /// <param name="isConverged">Whether what must be true before the first step has been seen to be true, so that its day is not waited for.</param>
    /// <exception cref="RotationRefusedException">The goal cannot be reached by legal steps; the message says why.</exception>
    public static RotationPlan Plan(RotationState state, RotationGoal goal, DateOnly today, bool isConverged = false)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(goal);
        var course = RotationCourse.To(goal, state, today);
        List<RotationStep> steps = [];
        for (var (current, day) = (state, today); Step(course, goal, current, day, steps.LastOrDefault()?.Move, isConverged && steps.Count == 0) is { } step;)
        {
            steps.Add(step);
            (current, day) = (step.After, step.Earliest);
        }

        return new RotationPlan { State = state, Goal = goal, Steps = steps };
    }

    private static RotationStep? Step(
        RotationCourse course, RotationGoal goal, RotationState state, DateOnly day, RotationMove? previous, bool isConverged)
    {
        if (course.Next(state, day) is not { } move)
        {
            return null;
        }

        var waits = RotationWaits.Before(state, move, previous, isEmergency: goal is RotationGoal.DropRoot);
        var earliest = isConverged ? day : waits.Select(wait => wait.Until).OfType<DateTimeOffset>().Select(RotationClock.DayOf).Append(day).Max();
        var dated = course.Next(state, earliest)!;
        var after = state with { Plan = dated.Apply(state.Plan) };
        Require(state.Plan, after.Plan, dated);
        return new RotationStep { Move = dated, Before = state, After = after, Waits = waits, Earliest = earliest, GoBack = GoBack(dated, state) };
    }

    /// <summary>A move must not lead to a plan that the settings' own checks would refuse.</summary>
    private static void Require(HierarchyPlan before, HierarchyPlan after, RotationMove move)
    {
        var known = HierarchyFindings.Check(before).ToHashSet();
        var problems = HierarchyFindings.Check(after).Where(finding => !known.Contains(finding)).Select(finding => $"{move.Title}: {finding}").ToList();
        if (problems.Count > 0)
        {
            throw new RotationRefusedException(problems);
        }
    }

    private static string GoBack(RotationMove move, RotationState before) => move switch
    {
        RotationMove.PublishRoot publish => $"take {publish.Root.Name} out of the settings again; nothing stands on it",
        RotationMove.ActivateRoot activate =>
            $"make {activate.Predecessor} active and {activate.Root} published again; no certificate has changed",
        RotationMove.NewGeneration generation =>
            $"sign with generation {generation.Generation + 1} under {before.Signer(generation.Region).Root}, "
            + "which every bundle still holds; the replaced key does not come back",
        RotationMove.RemoveRoot removal => $"make {removal.Root} retiring again: the same key and the same certificate, at the same place of the bundles",
        RotationMove.AnnounceDomain announce => $"take {announce.Next} out of the settings again; nobody has it",
        RotationMove.SwitchDomain change =>
            $"exchange {change.To} and {change.From}, with generation {change.Generation + 1}; both names are accepted",
        RotationMove.ForgetDomain forget => $"accept {forget.Former} again as the former name; certificates change, keys do not",
        _ => throw new UnreachableException(),
    };
}
