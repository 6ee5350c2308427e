using System.CommandLine;
using Infra.Cli.Render;
using Infra.Cli.Snapshots;
using Infra.Hermetic;

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

    /// <summary>Builds the verb.</summary>
    public RenderVerb()
        : base("render", "the manifests as files, by region and namespace, with a kustomization and a snapshot; never a secret")
    {
        Arguments.Add(_stack);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("render prod -o out", "write out/us, out/eu and out/snapshot.json"),
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

        var snapshot = HermeticSnapshot.Of(plan.Environment, await HermeticRun.OfAsync(plan));
        var files = RenderedTree.Of(snapshot);
        OutputFolder.Write(context, folder, files);
        context.Console.Error.WriteLine(
            $"wrote {files.Count} files to {folder}; {snapshot.Entries.Count(entry => entry.HeldBack)} objects with secret values are held back");
        return ExitCode.Ok;
    }
}
