using System.CommandLine;
using Infra.Cli.Findings;
using Infra.Cli.Operations;
using Infra.Live;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>verify</c>: what runs, held to the plan.</summary>
internal sealed class VerifyVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly LiveOptions _live = new();
    private readonly RulesOption _rules = new();
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
        foreach (var option in _live.All)
        {
            Options.Add(option);
        }

        Options.Add(_rules);
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
        new("verify prod --rules us=http://localhost:9090 eu=http://localhost:9091", "and whether each region's Prometheus has the alert rules"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        var rules = await _rules.ReadAsync(arguments, context, [.. plan.Regions.Select(region => region.Name)]);
        var clusters = await _live.ReadAsync(arguments, context, plan, KindReference.Of);
        List<Finding> findings =
        [
            .. Verification.Of(plan, clusters, context.Clock.GetUtcNow()),
            .. plan.Regions.Where(region => rules.ContainsKey(region.Name)).SelectMany(region => LoadedRules.Check(region, rules[region.Name])),
        ];
        FindingsReport.Write(context, arguments.GetValue(_output), findings);
        context.Console.Error.WriteLine(
            $"held {clusters.Sum(cluster => cluster.Count)} objects of {clusters.Count} cluster{(clusters.Count == 1 ? "" : "s")} to {plan.Regions.Sum(region => region.Manifests.Count)} of the plan; "
            + "Secrets and Helm releases are not read");
        return FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn));
    }
}
