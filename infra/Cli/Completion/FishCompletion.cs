using System.Text;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>The script for Fish.</summary>
internal static class FishCompletion
{
    /// <summary>Writes the script.</summary>
    public static string Script(IReadOnlyList<CompletionWords> verbs)
    {
        var script = new StringBuilder();
        script.Append($$"""
            # Completion of {{Syntax.Program}} for fish.
            function __{{Syntax.Program}}_stacks
                string replace -rf '^stacks/Pulumi\.(.+)\.yaml$' '$1' stacks/Pulumi.*.yaml
            end

            complete -c {{Syntax.Program}} -f

            """);
        foreach (var verb in verbs)
        {
            var when = verb.Verb.Length == 0 ? "__fish_use_subcommand" : $"__fish_seen_subcommand_from {verb.Verb}";
            var complete = $"complete -c {Syntax.Program} -n {Quoted(when)}";
            foreach (var option in verb.Options)
            {
                var name = option.Name.StartsWith("--", StringComparison.Ordinal) ? $"-l {option.Name[2..]}" : $"-s {option.Name[1..]}";
                script.Append($"{complete} {name}{Value(option)} -d {Quoted(option.Description)}\n");
            }

            if (verb.Verb.Length == 0)
            {
                foreach (var child in verbs.Skip(1))
                {
                    script.Append($"{complete} -a {child.Verb} -d {Quoted(child.Description)}\n");
                }
            }
            else if (verb.TakesStack)
            {
                script.Append($"{complete} -a '(__{Syntax.Program}_stacks)'\n");
            }
            else if (verb.Words.Count > 0)
            {
                script.Append($"{complete} -a {Quoted(string.Join(' ', verb.Words))}\n");
            }
        }

        return script.ToString();
    }

    private static string Value(CompletionOption option) => option switch
    {
        { TakesValue: false } => "",
        { Words.Count: > 0 } => $" -x -a {Quoted(string.Join(' ', option.Words))}",
        _ => " -r -F",
    };

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
