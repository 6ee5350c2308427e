using System.CommandLine;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>What a shell may propose after one verb.</summary>
internal sealed record CompletionWords
{
    /// <summary>The verb; empty for the program itself.</summary>
    public required string Verb { get; init; }

    /// <summary>What the verb does.</summary>
    public required string Description { get; init; }

    /// <summary>The names of its options.</summary>
    public required IReadOnlyList<CompletionOption> Options { get; init; }

    /// <summary>The words that its argument may be; empty where the argument is free.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Whether its argument is a stack, that is, <c>stacks/Pulumi.*.yaml</c> in the folder of the shell.</summary>
    public required bool TakesStack { get; init; }

    /// <summary>Reads the tree of verbs: the root first, then every verb in its order.</summary>
    public static IReadOnlyList<CompletionWords> Of(Command root) => [.. root.Subcommands.Prepend(root).Select(verb => new CompletionWords
    {
        Verb = verb == root ? "" : verb.Name,
        Description = verb.Description ?? "",
        Options = [.. Syntax.Options(verb).SelectMany(CompletionOption.Of)],
        Words = verb == root
            ? [.. root.Subcommands.Select(subcommand => subcommand.Name)]
            : [.. verb.Arguments.OfType<IChoice>().SelectMany(choice => choice.Words)],
        TakesStack = verb.Arguments.OfType<StackArgument>().Any(),
    })];
}
