using System.Text;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>The script for Bash; needs nothing but Bash itself.</summary>
internal static class BashCompletion
{
    /// <summary>Writes the script.</summary>
    public static string Script(IReadOnlyList<CompletionWords> verbs)
    {
        var script = new StringBuilder();
        script.Append($$"""
            # Completion of {{Syntax.Program}} for bash. Values of options that take paths fall back to file names.
            _{{Syntax.Program}}_stacks() {
              local file
              for file in stacks/Pulumi.*.yaml; do
                [[ -e $file ]] || continue
                file=${file#stacks/Pulumi.}
                printf '%s\n' "${file%.yaml}"
              done
            }

            _{{Syntax.Program}}() {
              local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb= word words=
              for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                [[ $word == -* ]] || { verb=$word; break; }
              done

              case "$verb $previous" in

            """);
        foreach (var verb in verbs)
        {
            foreach (var option in verb.Options.Where(option => option.TakesValue))
            {
                script.Append($"    '{verb.Verb} {option.Name}') {Propose(option.Words)} return ;;\n");
            }
        }

        script.Append("""
              esac

              case "$verb" in

            """);
        foreach (var verb in verbs)
        {
            var options = string.Join(' ', verb.Options.Select(option => option.Name));
            var arguments = verb.TakesStack ? $"$(_{Syntax.Program}_stacks)" : string.Join(' ', verb.Words);
            script.Append($"    '{verb.Verb}') if [[ $current == -* ]]; then words='{options}'; else words=\"{arguments}\"; fi ;;\n");
        }

        script.Append($$"""
              esac
              COMPREPLY=($(compgen -W "$words" -- "$current"))
            }

            complete -o bashdefault -o default -F _{{Syntax.Program}} {{Syntax.Program}}

            """);
        return script.ToString();
    }

    private static string Propose(IReadOnlyList<string> words) =>
        words.Count == 0 ? "COMPREPLY=();" : $"COMPREPLY=($(compgen -W '{string.Join(' ', words)}' -- \"$current\"));";
}
