namespace Trust.Rotation;

/// <summary>A goal that cannot be reached from a state by legal steps, with every reason.</summary>
public sealed class RotationRefusedException : Exception
{
    /// <summary>Names the reasons.</summary>
    public RotationRefusedException(params IReadOnlyList<string> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>The reasons, one sentence each, with what is allowed or what to do.</summary>
    public IReadOnlyList<string> Problems { get; }
}
