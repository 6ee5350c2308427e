using Trust.Rotation;

namespace Infra.Rotation;

/// <summary>A step of a rotation together with what it does to the stack file.</summary>
/// <param name="Step">The step.</param>
/// <param name="Text">The whole file after it.</param>
/// <param name="Changes">The lines that go and come, each with its sign in front.</param>
internal sealed record DraftedStep(RotationStep Step, string Text, IReadOnlyList<string> Changes);
