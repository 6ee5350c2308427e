using System.CommandLine;

namespace Infra.Cli;

/// <summary>A verb of the command line: its syntax, its help, and what it does.</summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Command lines for help to show.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>The exit codes that the verb can end with; <see cref="ExitCode.Internal"/> goes without saying here.</summary>
    public abstract IReadOnlyList<int> ExitCodes { get; }

    /// <summary>Runs the verb on arguments that have parsed without an error.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliFailure">The verb cannot do what it was asked to do, for a reason that the user can mend.</exception>
    public abstract Task<int> RunAsync(ParseResult arguments, CliContext context);
}
