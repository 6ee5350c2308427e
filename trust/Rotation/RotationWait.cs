namespace Trust.Rotation;

/// <summary>A condition of a step, and when it comes true at the earliest.</summary>
/// <param name="Condition">What must have come true.</param>
/// <param name="Until">
/// The instant before which it cannot be counted on, from the days in the settings; null where only a look at the fleet can tell.
/// </param>
public sealed record RotationWait(RotationCondition Condition, DateTimeOffset? Until);
