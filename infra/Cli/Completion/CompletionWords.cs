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
        // What follows a verb below another is proposed together with that verb: the scripts look at the first word only.
        Options = [.. Here(verb, root).SelectMany(Syntax.Options).SelectMany(CompletionOption.Of).DistinctBy(option => option.Name)],
        Words = verb.Subcommands.Count > 0
            ? [.. verb.Subcommands.Select(subcommand => subcommand.Name)]
            : [.. verb.Arguments.OfType<IChoice>().SelectMany(choice => choice.Words)],
        TakesStack = Here(verb, root).SelectMany(each => each.Arguments).OfType<StackArgument>().Any(),
    })];

    private static IEnumerable<Command> Here(Command verb, Command root) => verb == root ? [verb] : verb.Subcommands.Prepend(verb);
}
