namespace Infra.Cli;

/// <summary>What the process says when it ends; part of the command line's contract, so numbers never change their meaning.</summary>
internal static class ExitCode
{
    /// <summary>The verb did what it was asked to do.</summary>
    public const int Ok = 0;

    /// <summary>The verb ran, and found something at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>The command line or the stack's settings are wrong; nothing was written.</summary>
    public const int Usage = 2;

    /// <summary>An input cannot be read, or an output cannot be written.</summary>
    public const int Unreadable = 3;

    /// <summary>A fault of this program.</summary>
    public const int Internal = 255;

    /// <summary>The meaning of a code in the words of <c>--help</c>.</summary>
    public static string Meaning(int code) => code switch
    {
        Ok => "done",
        Findings => "findings at or above --fail-on",
        Usage => "wrong usage, or wrong settings in the stack file",
        Unreadable => "an input cannot be read or an output cannot be written",
        Internal => "a fault of this program",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not an exit code of the command line"),
    };
}
