namespace Infra.Cli;

/// <summary>Ends a verb with a message for the user and an exit code; not a fault of the program.</summary>
internal sealed class CliFailure : Exception
{
    private CliFailure(int exitCode, IReadOnlyList<string> messages, string? hint)
        : base(string.Join('\n', messages)) => (ExitCode, Messages, Hint) = (exitCode, messages, hint);

    /// <summary>The exit code to end with.</summary>
    public int ExitCode { get; }

    /// <summary>What is wrong, one line each.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>One line that says what to do about it, or null.</summary>
    public string? Hint { get; }

    /// <summary>Wrong usage or wrong settings.</summary>
    public static CliFailure Usage(IReadOnlyList<string> messages, string? hint = null) => new(Cli.ExitCode.Usage, messages, hint);

    /// <summary>An input that cannot be read or an output that cannot be written.</summary>
    public static CliFailure Unreadable(string message, string? hint = null) => Unreadable([message], hint);

    /// <summary>Several inputs that cannot be read.</summary>
    public static CliFailure Unreadable(IReadOnlyList<string> messages, string? hint = null) => new(Cli.ExitCode.Unreadable, messages, hint);
}
