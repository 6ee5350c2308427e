using System.CommandLine;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>One name of an option, and what may follow it.</summary>
internal sealed record CompletionOption
{
    /// <summary>The name with its dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What the option does.</summary>
    public required string Description { get; init; }

    /// <summary>Whether a value follows.</summary>
    public required bool TakesValue { get; init; }

    /// <summary>The words that the value may be; empty for a switch and for a path.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The option under each of its names.</summary>
    public static IEnumerable<CompletionOption> Of(Option option) => Syntax.Names(option).Select(name => new CompletionOption
    {
        Name = name,
        Description = option.Description ?? "",
        TakesValue = option.ValueType != typeof(bool),
        Words = (option as IChoice)?.Words ?? [],
    });
}
