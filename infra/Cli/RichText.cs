using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli;

/// <summary>
/// Draws tables and trees. Spectre.Console on its own writes escape codes into pipes, keeps bold text under <c>NO_COLOR</c>, wraps at
/// 80 columns where there is no terminal, and pads cells with trailing blanks; here colour is decided by the command line alone, only a
/// terminal wraps, and lines end where their text ends.
/// </summary>
internal static class RichText
{
    // Wider than any table; Spectre measures columns against it and pads nothing up to it.
    private const int Unlimited = 100_000;

    /// <summary>Writes one table, tree or paragraph to the result.</summary>
    public static void Write(CliContext context, IRenderable content)
    {
        using var drawn = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = context.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = context.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Drawing(drawn, context.Console.Width ?? Unlimited),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Links = false;
        console.Profile.Capabilities.Unicode = true;
        console.Write(content);
        WriteTrimmed(context.Console.Out, drawn.GetStringBuilder());
    }

    private static void WriteTrimmed(TextWriter to, StringBuilder drawn)
    {
        foreach (var line in drawn.ToString().TrimEnd('\n').Split('\n'))
        {
            to.WriteLine(line.AsSpan().TrimEnd());
        }
    }

    private sealed class Drawing(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => 25;

        public void SetEncoding(Encoding encoding)
        {
            // The bytes are CliConsole's business.
        }
    }
}
