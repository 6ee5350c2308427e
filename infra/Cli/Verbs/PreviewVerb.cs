using System.CommandLine;
using Infra.Cli.Access;
using Infra.Cli.Preview;
using Infra.Cli.Rotation;
using Infra.Cli.Snapshots;
using Infra.Hermetic;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>preview</c>: what a deployment would create or change.</summary>
internal sealed class PreviewVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string> _against = new("--against")
    {
        Description = "compare with what 'render' wrote earlier: its folder, or its snapshot.json",
        HelpName = "dir|snapshot",
    };

    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown)
    {
        Description = "form of the result; markdown fits a pull-request comment",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public PreviewVerb()
        : base("preview", "every object that `pulumi up` would create, or what would change, without a cluster or a login")
    {
        Arguments.Add(_stack);
        Options.Add(_against);
        Options.Add(_output);
        Options.Add(_failOn);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("preview prod", "every object of every region, by component"),
        new("preview prod --against ../baseline", "field by field what changed, and who gains or loses access, since 'render prod -o ../baseline'"),
        new("preview prod --against ../baseline -o markdown > comment.md", "the same for a pull request"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var against = arguments.GetValue(_against);
        var baseline = against is null ? null : SnapshotFile.Read(context, against);
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        // The gate and the run take about as long and have only the manifests in common, which are made first: on two cores, both at once.
        plan.MakeManifests();
        var running = Task.Run(() => HermeticRun.OfAsync(plan));
        var findings = plan.Findings;
        if (PlanRefusal.Tell(context, arguments.GetValue(_output), findings))
        {
            return ExitCode.Findings;
        }

        var snapshot = HermeticSnapshot.Of(plan, await running);
        findings = [.. findings, .. await TrustChange.CheckAsync(context, baseline, snapshot)];
        var changes = SnapshotDiff.Between(baseline, snapshot);
        var access = against is null ? null : AccessOfChanges.Compare(context, against, baseline!, changes, plan);
        Write(context, arguments.GetValue(_output), new PreviewReport
        {
            Plan = snapshot,
            Against = against,
            Changes = changes,
            Access = access,
            Awaiting = AwaitingRegion.Of(plan),
            Findings = findings,
        });
        return FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn));
    }

    private static void Write(CliContext context, OutputFormat format, PreviewReport report)
    {
        switch (format)
        {
            case OutputFormat.Json:
                PreviewJson.Write(context.Console.Out, report);
                break;
            case OutputFormat.Markdown:
                PreviewMarkdown.Write(context.Console.Out, report);
                break;
            default:
                PreviewTree.Write(context, report);
                break;
        }
    }
}
