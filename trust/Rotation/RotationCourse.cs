using System.Diagnostics;

namespace Trust.Rotation;

/// <summary>The way to a goal: what to do next, from the state alone, so that a rotation can be taken up again wherever it stands.</summary>
internal abstract class RotationCourse
{
    /// <summary>The next move; null where the goal is reached.</summary>
    /// <param name="state">The state in which it is made.</param>
    /// <param name="day">The day on which it is made.</param>
    internal abstract RotationMove? Next(RotationState state, DateOnly day);

    /// <summary>The way to a goal.</summary>
    /// <exception cref="RotationRefusedException">The goal names something that does not exist, or cannot be reached from here.</exception>
    internal static RotationCourse To(RotationGoal goal, RotationState state, DateOnly today) => goal switch
    {
        RotationGoal.NewRoot root => NewRootCourse.To(root, state, today),
        RotationGoal.NewIntermediate intermediate => NewIntermediateCourse.To(intermediate, state),
        RotationGoal.RenameDomain rename => RenameCourse.To(rename, state),
        RotationGoal.DropRoot root => DropRootCourse.To(root, state, today),
        _ => throw new UnreachableException(),
    };

    /// <summary>Makes sure that a region exists.</summary>
    protected static void RequireRegion(RotationState state, string region)
    {
        if (!state.Regions.Contains(region))
        {
            throw new RotationRefusedException($"there is no region {region}; allowed: {string.Join(", ", state.Regions)}");
        }
    }

    /// <summary>The move by which a region's next generation signs under a root.</summary>
    protected static RotationMove.NewGeneration SignUnder(RotationState state, string region, string root, DateOnly day) =>
        new(region, root, NextGeneration(state, region), day);

    /// <summary>The generation after a region's present one.</summary>
    protected static int NextGeneration(RotationState state, string region) => state.Signer(region).Generation + 1;
}
