using System.CommandLine;
using Infra.Cli.Render;
using Infra.Cli.Render.Sealing;
using Trust.Sealing;

namespace Infra.Cli.Verbs;

/// <summary><c>render</c>: the manifests as files.</summary>
internal sealed class RenderVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "folder to write; new, empty, or written by 'render' before, and replaced as a whole",
        HelpName = "dir",
        Required = true,
    };

    private readonly ChoiceOption<SecretHandling> _secrets = new("--secrets", null, SecretHandling.Hold, SecretHandling.Seal)
    {
        Description = "leave objects with secret values out, or seal them for each region's Sealed Secrets controller",
    };

    private readonly Option<string[]> _certificates = new("--sealing-certificate")
    {
        Description = "the controller's public certificate in PEM: a file, or <region>=<file>; may be repeated",
        HelpName = "[region=]file",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly ChoiceOption<SealingScope> _scope = new(
        "--sealing-scope", null, SealingScope.Strict, SealingScope.NamespaceWide, SealingScope.ClusterWide)
    {
        Description = "where sealed values can be opened",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "the deployed stack's keys: what 'pulumi stack export --show-secrets' prints, as a file or - for stdin",
        HelpName = "file",
    };

    private readonly Option<bool> _worthless = new("--worthless-keys")
    {
        Description = "seal the hermetic run's keys, which anybody can derive: to try it out, never to deploy",
    };

    /// <summary>Builds the verb.</summary>
    public RenderVerb()
        : base("render", "the manifests as files, by region and namespace, with a kustomization and a snapshot; never a secret in the clear")
    {
        Arguments.Add(_stack);
        Options.Add(_output);
        Options.Add(_secrets);
        Options.Add(_certificates);
        Options.Add(_scope);
        Options.Add(_state);
        Options.Add(_worthless);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("render prod -o out", "write out/us, out/eu and out/snapshot.json"),
        new(
            "render prod -o out --secrets seal --sealing-certificate us=us.pem --sealing-certificate eu=eu.pem --state -",
            "a tree to commit, from the state on stdin"),
        new("render prod -o ../baseline", "keep a baseline for 'preview prod --against ../baseline'"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var folder = arguments.GetRequiredValue(_output);
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        if (PlanRefusal.Tell(context, OutputFormat.Table, plan.Findings))
        {
            return ExitCode.Findings;
        }

        var secrets = arguments.GetValue(_secrets) == SecretHandling.Seal ? SealingOptions(arguments) : Unsealed(arguments);
        var result = await Rendering.OfAsync(context, plan, secrets);
        OutputFolder.Write(context, folder, result.Files);
        context.Console.Error.WriteLine($"wrote {result.Files.Count} files to {folder}; {result.Secrets}");
        return ExitCode.Ok;
    }

    private SealingOptions SealingOptions(ParseResult arguments) => new()
    {
        Certificates = arguments.GetValue(_certificates) ?? [],
        Scope = arguments.GetValue(_scope),
        State = (arguments.GetValue(_state), arguments.GetValue(_worthless)) switch
        {
            ({ } state, false) => state,
            (null, true) => null,
            _ => throw CliFailure.Usage(["--secrets seal needs either --state or --worthless-keys"], Hint),
        },
    };

    private SealingOptions? Unsealed(ParseResult arguments) =>
        new Option[] { _certificates, _scope, _state, _worthless }.Where(option => arguments.GetResult(option) is { Implicit: false }).ToList() is { Count: > 0 } given
            ? throw CliFailure.Usage([.. given.Select(option => $"{option.Name} does nothing without --secrets seal")])
            : null;

    private const string Hint = "pulumi stack export --show-secrets --stack <stack> | infra render <stack> --secrets seal --state - …";
}
