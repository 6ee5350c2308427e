using Trust.Bundles;

namespace Trust.Rotation;

/// <summary>Whatever still stands on the root is moved to another first; then it goes.</summary>
internal sealed class DropRootCourse : RotationCourse
{
    private readonly string _name;
    private readonly NewRootCourse? _replacement;

    private DropRootCourse(string name, NewRootCourse? replacement) => (_name, _replacement) = (name, replacement);

    internal static DropRootCourse To(RotationGoal.DropRoot goal, RotationState state, DateOnly today)
    {
        var root = state.Root(goal.Name) ?? throw new RotationRefusedException(
            $"there is no root {goal.Name}; allowed: {string.Join(", ", state.Plan.Roots.Select(each => each.Name))}");
        return new DropRootCourse(root.Name, root.State == RootState.Active ? NewRootCourse.ToReplace(root, state, today) : null);
    }

    /// <inheritdoc/>
    internal override RotationMove? Next(RotationState state, DateOnly day)
    {
        var root = state.Root(_name)!;
        var dependent = state.Regions.FirstOrDefault(region => state.Signer(region).Root == _name);
        return root.State switch
        {
            RootState.Gone => null,
            RootState.Active => _replacement?.Next(state, day),
            _ when dependent is null => new RotationMove.RemoveRoot(_name),
            _ => RootFamily.Of(root).Active(state.Plan) is { } active
                ? SignUnder(state, dependent, active.Name, day)
                : throw new RotationRefusedException($"{_name} signs for {dependent}, and no other root is active; make one active first"),
        };
    }
}
