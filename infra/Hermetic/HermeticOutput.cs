namespace Infra.Hermetic;

/// <summary>An output of the stack.</summary>
/// <param name="Value">Its value; null where it is secret or unknown.</param>
/// <param name="IsSecret">Whether the program marked it secret.</param>
internal sealed record HermeticOutput(object? Value, bool IsSecret);
