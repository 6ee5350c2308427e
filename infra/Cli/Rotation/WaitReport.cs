namespace Infra.Cli.Rotation;

/// <summary>What must have come true before a step.</summary>
/// <param name="Sentence">The condition in words.</param>
/// <param name="NotBefore">The day before which it cannot be counted on; null where only the checks can tell.</param>
/// <param name="Checks">What shows it: commands, and queries behind <c>promql:</c>.</param>
internal sealed record WaitReport(string Sentence, DateOnly? NotBefore, IReadOnlyList<string> Checks);
