using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Cli.Help;
using Manifests;

namespace Infra.Cli;

/// <summary>What is wrong with a command line, in this program's words.</summary>
internal static class UsageErrors
{
    /// <summary>All mistakes at once; empty when there are none.</summary>
    public static IReadOnlyList<string> Of(ParseResult arguments)
    {
        var verb = arguments.CommandResult.Command;
        return arguments.UnmatchedTokens switch
        {
            [] => [.. arguments.Errors.Select(Reworded).Distinct()],
            // What follows an unknown verb cannot be judged, and the parser's own errors only follow from unknown words.
            var unknown when verb.Subcommands.Count > 0 => [Unknown(unknown[0], verb)],
            var unknown => [.. unknown.Select(token => Unknown(token, verb))],
        };
    }

    private static string Unknown(string token, Command verb)
    {
        var (what, known) = token.StartsWith('-')
            ? ("an option", Syntax.Options(verb).Select(option => option.Name))
            : verb.Subcommands.Count > 0
                ? ("a verb", verb.Subcommands.Select(subcommand => subcommand.Name))
                : ("an argument", []);
        return $"'{token}' is not {what} of '{Syntax.Invocation(verb)}'{DidYouMean.Suffix(token, known)}";
    }

    // The parser's sentences start with a capital, end with a full stop, and come in one language here (InvariantGlobalization).
    private static string Reworded(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name}: a value is missing",
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => $"{option.Option.Name}: a value is missing",
        ArgumentResult { Tokens.Count: 0 } argument => $"<{argument.Argument.Name}> is missing",
        _ => char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.'),
    };
}
