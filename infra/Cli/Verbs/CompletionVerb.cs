using System.CommandLine;
using Infra.Cli.Completion;

namespace Infra.Cli.Verbs;

/// <summary><c>completion</c>: a script that teaches a shell the verbs, options and stacks.</summary>
internal sealed class CompletionVerb : Verb
{
    private readonly Command _root;
    private readonly ChoiceArgument<Shell> _shell = new("shell", Shell.Bash, Shell.Zsh, Shell.Fish, Shell.Pwsh)
    {
        Description = "the shell that will read the script: bash, zsh, fish or pwsh",
    };

    /// <param name="root">The tree whose words the script proposes.</param>
    public CompletionVerb(Command root)
        : base("completion", "a script for tab completion, printed to stdout")
    {
        _root = root;
        Arguments.Add(_shell);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("completion bash > /etc/bash_completion.d/infra", "for every bash of this machine"),
        new("completion zsh > \"${fpath[1]}/_infra\"", "for zsh"),
        new("completion fish > ~/.config/fish/completions/infra.fish", "for fish"),
        new("completion pwsh | Out-String | Invoke-Expression", "for this PowerShell session"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var words = CompletionWords.Of(_root);
        context.Console.Out.Write(arguments.GetValue(_shell) switch
        {
            Shell.Bash => BashCompletion.Script(words),
            Shell.Zsh => ZshCompletion.Script(words),
            Shell.Fish => FishCompletion.Script(words),
            _ => PwshCompletion.Script(words),
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
