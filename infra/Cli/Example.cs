namespace Infra.Cli;

/// <summary>A command line that help shows.</summary>
/// <param name="CommandLine">What to type after <c>infra</c>.</param>
/// <param name="Purpose">What it is good for.</param>
internal sealed record Example(string CommandLine, string Purpose);
