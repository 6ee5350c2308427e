using System.CommandLine;
using Infra.Cli.Findings;
using Infra.Live;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>verify</c>: what runs, held to the plan.</summary>
internal sealed class VerifyVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string[]> _dumps = new("--dump")
    {
        Description = "what 'kubectl get … -A -o json' printed, instead of the clusters: <region>=<file or folder>; may be repeated",
        HelpName = "[region=]path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _kubectl = new("--kubectl")
    {
        Description = "the kubectl to run",
        HelpName = "program",
        DefaultValueFactory = _ => "kubectl",
    };

    private readonly ChoiceOption<OutputFormat> _output = new(
        "--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Markdown, OutputFormat.Sarif, OutputFormat.Junit, OutputFormat.Github)
    {
        Description = "form of the findings",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public VerifyVerb()
        : base("verify", "what runs in the clusters, held to the plan: objects, certificates, bundles, proxies; reads only, and no Secret")
    {
        Arguments.Add(_stack);
        Options.Add(_dumps);
        Options.Add(_kubectl);
        Options.Add(_output);
        Options.Add(_failOn);
        Subcommands.Add(new VerifyTlsVerb());

        // Without an action the parser takes a missing verb for an error of its own.
        SetAction(_ => ExitCode.Ok);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("verify prod", "both clusters, through kubectl and the contexts of the stack file"),
        new("verify prod --dump us=us.json eu=eu.json", "from dumps"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        var clusters = arguments.GetValue(_dumps) is { Length: > 0 } dumps
            ? LiveDumps.Read(context, [.. plan.Regions.Select(region => region.Name)], dumps)
            : await ReadAsync(new Kubectl(arguments.GetRequiredValue(_kubectl)), plan);
        var findings = Verification.Of(plan, clusters, context.Clock.GetUtcNow());
        FindingsReport.Write(context, arguments.GetValue(_output), findings);
        context.Console.Error.WriteLine(
            $"held {clusters.Sum(cluster => cluster.Count)} objects of {clusters.Count} clusters to {plan.Regions.Sum(region => region.Manifests.Count)} of the plan; "
            + "Secrets and Helm releases are not read");
        return FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn));
    }

    private static async Task<IReadOnlyList<LiveCluster>> ReadAsync(Kubectl kubectl, EnvironmentPlan plan)
    {
        var clusters = new List<LiveCluster>();
        foreach (var region in plan.Regions)
        {
            clusters.Add(await kubectl.ReadAsync(region.Name, region.Intent.Region.Context, KindReference.Of(region)));
        }

        return clusters;
    }
}
