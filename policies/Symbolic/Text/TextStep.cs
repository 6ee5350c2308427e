namespace Policies.Symbolic.Text;

/// <summary>A step of a pattern: one character of a set, or any number of them.</summary>
/// <param name="Set">The characters.</param>
/// <param name="Repeats">Whether it takes any number, none included; otherwise exactly one.</param>
internal readonly record struct TextStep(CharSet Set, bool Repeats);
