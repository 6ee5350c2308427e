namespace Trust.Rotation;

/// <summary>The time around one change of the settings, in which what was and what is to be exist side by side.</summary>
public sealed record RotationMoment
{
    /// <summary>The state that is deployed.</summary>
    public required RotationState Before { get; init; }

    /// <summary>The state that is deployed next; the same as <see cref="Before"/> for a time in which nothing changes.</summary>
    public required RotationState After { get; init; }

    /// <summary>When the change is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Whether somebody has seen that the state before is in force everywhere: every store is loaded, and no leaf of an earlier signer or name is in
    /// use. Where not, the days in the settings decide what may still be about. The default is false.
    /// </summary>
    public bool Converged { get; init; }

    /// <summary>The end of the time in which some have taken the change up and others have not.</summary>
    public DateTimeOffset End => At + After.Plan.ReloadDelay;
}
