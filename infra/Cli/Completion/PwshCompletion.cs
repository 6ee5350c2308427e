using System.Text;
using Infra.Cli.Help;

namespace Infra.Cli.Completion;

/// <summary>The script for PowerShell.</summary>
internal static class PwshCompletion
{
    /// <summary>Writes the script.</summary>
    public static string Script(IReadOnlyList<CompletionWords> verbs)
    {
        var script = new StringBuilder();
        script.Append($$"""
            # Completion of {{Syntax.Program}} for PowerShell.
            Register-ArgumentCompleter -Native -CommandName {{Syntax.Program}} -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
                    Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
                $verb = "$($before | Where-Object { $_ -notlike '-*' } | Select-Object -First 1)"
                $previous = "$($before | Select-Object -Last 1)"
                $stacks = @(Get-ChildItem stacks/Pulumi.*.yaml -ErrorAction Ignore | ForEach-Object { $_.BaseName -replace '^Pulumi\.', '' })
                $values = @{

            """);
        foreach (var verb in verbs)
        {
            foreach (var option in verb.Options.Where(option => option.TakesValue))
            {
                script.Append($"        '{verb.Verb} {option.Name}' = @({List(option.Words)})\n");
            }
        }

        script.Append("    }\n    $options = @{\n");
        foreach (var verb in verbs)
        {
            script.Append($"        '{verb.Verb}' = @({List(verb.Options.Select(option => option.Name))})\n");
        }

        script.Append("    }\n    $arguments = @{\n");
        foreach (var verb in verbs)
        {
            script.Append($"        '{verb.Verb}' = {(verb.TakesStack ? "$stacks" : $"@({List(verb.Words)})")}\n");
        }

        script.Append("""
                }
                $proposals = if ($values.ContainsKey("$verb $previous")) { $values["$verb $previous"] }
                    elseif ($wordToComplete -like '-*') { $options[$verb] }
                    else { $arguments[$verb] }
                $proposals | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """);
        return script.ToString();
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
