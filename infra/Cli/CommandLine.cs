using System.CommandLine;
using Infra.Cli.Help;
using Infra.Cli.Verbs;

namespace Infra.Cli;

/// <summary>The command line: parses, runs the verb, and turns every ending into an exit code.</summary>
internal sealed class CommandLine
{
    private static readonly ParserConfiguration Parsing = new()
    {
        // '@prometheus' is a caller's name here, not a file with arguments.
        ResponseFileTokenReplacer = null,
    };

    private readonly Option<bool> _help = new("--help", "-h") { Description = "show this help", Recursive = true };
    private readonly ChoiceOption<ColorChoice> _color = new("--color", null, ColorChoice.Auto, ColorChoice.Always, ColorChoice.Never)
    {
        Description = "colour in tables and trees; auto also honours NO_COLOR and TERM=dumb",
        Recursive = true,
    };

    /// <summary>Builds the tree of verbs. Nothing is scanned and nothing is read, so this costs next to nothing.</summary>
    public CommandLine()
    {
        Root = new RootVerb { Options = { _help, _color } };
        foreach (var verb in Verbs())
        {
            Root.Subcommands.Add(verb);
        }

        Root.Subcommands.Add(new CompletionVerb(Root));
    }

    /// <summary>The verb that stands for the program itself.</summary>
    public RootVerb Root { get; }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code (<see cref="ExitCode"/>).</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        try
        {
            return await RunVerbAsync(Root.Parse(args, Parsing), context);
        }
        catch (CliFailure failure)
        {
            return Fail(context.Console, failure);
        }
#pragma warning disable CA1031 // The last resort: whatever it is, the exit code has to say that it is our fault.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.Console.Error.WriteLine($"infra: a fault of this program: {exception}");
            return ExitCode.Internal;
        }
        finally
        {
            context.Console.Flush();
        }
    }

    private static Verb[] Verbs() =>
    [
        new PreviewVerb(),
        new RenderVerb(),
        new CheckVerb(),
        new AccessVerb(),
        new TrustVerb(),
        new RotateVerb(),
        new VerifyVerb(),
        new MigrateVerb(),
        new EnableVerb(),
        new DebugVerb(),
        new InspectVerb(),
        new ExplainVerb(),
    ];

    private async Task<int> RunVerbAsync(ParseResult arguments, CliContext context)
    {
        var verb = (Verb)arguments.CommandResult.Command;
        if (arguments.GetValue(_help))
        {
            HelpText.Write(verb, context.Console);
            return ExitCode.Ok;
        }

        if (UsageErrors.Of(arguments) is { Count: > 0 } errors)
        {
            throw CliFailure.Usage(errors, $"try '{Syntax.Invocation(verb)} --help'");
        }

        var color = arguments.GetValue(_color) switch
        {
            ColorChoice.Always => true,
            ColorChoice.Never => false,
            _ => context.Console.PrefersColor,
        };
        return await verb.RunAsync(arguments, context with { Color = color });
    }

    private static int Fail(CliConsole console, CliFailure failure)
    {
        foreach (var message in failure.Messages)
        {
            console.Error.WriteLine($"infra: {message}");
        }

        if (failure.Hint is { } hint)
        {
            console.Error.WriteLine(hint);
        }

        return failure.ExitCode;
    }
}
