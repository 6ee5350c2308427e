namespace Trust.Rotation;

/// <summary>The next generation signs, under the same root or the one that has become active: one move.</summary>
internal sealed class NewIntermediateCourse : RotationCourse
{
    private readonly string _region;
    private readonly string _root;
    private readonly int _generation;

    private NewIntermediateCourse(string region, string root, int generation) => (_region, _root, _generation) = (region, root, generation);

    internal static NewIntermediateCourse To(RotationGoal.NewIntermediate goal, RotationState state)
    {
        RequireRegion(state, goal.Region);
        var active = RootFamily.Of(state, goal.Region)?.Active(state.Plan)
            ?? throw new RotationRefusedException($"no root is active for region {goal.Region}; make one active first");
        return new NewIntermediateCourse(goal.Region, active.Name, NextGeneration(state, goal.Region));
    }

    /// <inheritdoc/>
    internal override RotationMove? Next(RotationState state, DateOnly day) =>
        state.Signer(_region).Generation < _generation ? new RotationMove.NewGeneration(_region, _root, _generation, day) : null;
}
