using System.Text;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>The script for Zsh: a function for <c>fpath</c>.</summary>
internal static class ZshCompletion
{
    /// <summary>Writes the script.</summary>
    public static string Script(IReadOnlyList<CompletionWords> verbs)
    {
        var script = new StringBuilder();
        script.Append($$"""
            #compdef {{Syntax.Program}}
            # Completion of {{Syntax.Program}} for zsh.
            _{{Syntax.Program}}() {
              local -a stacks verbs
              stacks=(stacks/Pulumi.*.yaml(N:t:r:s/Pulumi./))
              verbs=(

            """);
        foreach (var verb in verbs.Skip(1))
        {
            script.Append($"    {Quoted($"{verb.Verb}:{verb.Description}")}\n");
        }

        script.Append("""
              )
              local verb= word
              for word in ${words[2,CURRENT-1]}; do
                [[ $word == -* ]] || { verb=$word; break }
              done
              case $verb in

            """);
        foreach (var verb in verbs)
        {
            script.Append($"    {Quoted(verb.Verb)})\n      _arguments -S \\\n");
            foreach (var option in verb.Options)
            {
                script.Append($"        {Quoted($"{option.Name}[{Escaped(option.Description)}]{Value(option)}")} \\\n");
            }

            script.Append(verb switch
            {
                { Verb: "" } => "        '1: :{_describe verb verbs}'",
                { TakesStack: true } => "        '1: :' '2: :{_describe stack stacks}'",
                { Words.Count: > 0 } => $"        '1: :' '2: :({string.Join(' ', verb.Words)})'",
                _ => "        '1: :' '2: :'",
            });
            script.Append(" ;;\n");
        }

        script.Append($$"""
              esac
            }

            _{{Syntax.Program}} "$@"

            """);
        return script.ToString();
    }

    private static string Value(CompletionOption option) => option switch
    {
        { TakesValue: false } => "",
        { Words.Count: > 0 } => $": :({string.Join(' ', option.Words)})",
        _ => ": :_files",
    };

    private static string Escaped(string text) => text.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
