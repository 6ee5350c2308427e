using System.Text;

namespace Infra.Cli;

/// <summary>
/// The three streams of the process and what is known about them. Verbs write here and never to <see cref="Console"/>, so tests run them in
/// process and read what they said.
/// </summary>
internal sealed class CliConsole
{
    /// <summary>The result, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>The talk: errors, hints, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What <c>-f -</c> reads.</summary>
    public required TextReader In { get; init; }

    /// <summary>Columns of the terminal; null where the result does not go to one, and then nothing is wrapped.</summary>
    public int? Width { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal, which is where progress may be shown.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether <c>--color auto</c> means colour: a terminal that understands it, and no <c>NO_COLOR</c>.</summary>
    public bool PrefersColor { get; init; }

    /// <summary>The process's own streams: UTF-8 without a byte order mark and LF, whatever the locale says.</summary>
    /// <param name="environment">Reads an environment variable; <c>NO_COLOR</c> (no-color.org) and <c>TERM</c> are looked at.</param>
    public static CliConsole OfProcess(Func<string, string?> environment)
    {
        var dumb = environment("TERM") is "dumb";
        var terminal = !Console.IsOutputRedirected;
        return new CliConsole
        {
            Out = Writer(Console.OpenStandardOutput()),
            Error = Writer(Console.OpenStandardError()),
            In = new StreamReader(Console.OpenStandardInput(), Utf8),
            Width = terminal ? TerminalWidth() : null,
            ShowsProgress = !Console.IsErrorRedirected && !dumb,
            PrefersColor = terminal && !dumb && string.IsNullOrEmpty(environment("NO_COLOR")),
        };
    }

    /// <summary>Hands everything written so far to the operating system.</summary>
    public void Flush()
    {
        Out.Flush();
        Error.Flush();
    }

    private static UTF8Encoding Utf8 => new(encoderShouldEmitUTF8Identifier: false);

    private static StreamWriter Writer(Stream stream) => new(stream, Utf8, bufferSize: 32 * 1024) { NewLine = "\n" };

    // A terminal that does not tell its size (some CI runners) reports 0.
    private static int? TerminalWidth() => Console.WindowWidth is > 0 and var width ? width : null;
}
