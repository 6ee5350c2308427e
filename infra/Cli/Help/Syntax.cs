using System.CommandLine;

namespace Infra.Cli.Help;

/// <summary>How verbs, arguments and options are written; what help, the documentation and completion have in common.</summary>
internal static class Syntax
{
    /// <summary>The program's name on the command line.</summary>
    public const string Program = "infra";

    /// <summary>What to type to reach the verb, such as <c>infra preview</c>.</summary>
    public static string Invocation(Command verb) => verb.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{Invocation(parent)} {verb.Name}"
        : Program;

    /// <summary>The verb's own options in their order, then those that every verb takes.</summary>
    public static IReadOnlyList<Option> Options(Command verb) =>
    [
        .. verb.Options.Where(option => !option.Recursive),
        .. verb.Parents.OfType<Command>().Prepend(verb).SelectMany(command => command.Options).Where(option => option.Recursive),
    ];

    /// <summary>The usage line, such as <c>infra render &lt;stack&gt; [options]</c>.</summary>
    public static string Usage(Command verb)
    {
        var arguments = verb.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>");
        var required = verb.Options.Where(option => option.Required).Select(option => $"{Names(option)[0]} {Value(option)}");
        List<string> taken = [.. arguments];
        if (verb.Subcommands.Count > 0)
        {
            taken = [string.Join(" | ", taken.Append("<verb>"))];
        }

        return string.Join(' ', [Invocation(verb), .. taken, .. required, "[options]"]);
    }

    /// <summary>The option with its names and its value, such as <c>-o, --output &lt;table|json&gt;</c>.</summary>
    public static string Signature(Option option) => $"{string.Join(", ", Names(option))} {Value(option)}".TrimEnd();

    /// <summary>The option's names, short ones first.</summary>
    public static IReadOnlyList<string> Names(Option option) => [.. option.Aliases.Order(StringComparer.Ordinal), option.Name];

    /// <summary>The option's value as help shows it; empty for a switch.</summary>
    public static string Value(Option option) => option switch
    {
        IChoice choice => $"<{string.Join('|', choice.Words)}>",
        { ValueType: var type } when type == typeof(bool) => "",
        { HelpName: { } name } => $"<{name}>",
        _ => $"<{option.Name.TrimStart('-')}>",
    };

    /// <summary>What the option does, and what it is when it is absent.</summary>
    public static string Purpose(Option option) =>
        option is IChoice choice ? $"{option.Description} (default: {choice.Words[0]})" : option.Description ?? "";
}
