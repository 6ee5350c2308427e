using System.CommandLine;
using Infra.Cli.Operations;
using Infra.Cli.Rotation;
using Infra.Live;
using Infra.Operations;
using Infra.Rotation;

namespace Infra.Cli.Verbs;

/// <summary><c>enable</c>: a namespace into the mesh.</summary>
internal sealed class EnableVerb : Verb
{
    private const string Settings = "settings";

    private readonly StackArgument _stack = new();
    private readonly Argument<string> _namespace = new("namespace") { Description = "the namespace whose pods are to get proxies" };
    private readonly OperationOptions _operation = new();

    /// <summary>Builds the verb.</summary>
    public EnableVerb()
        : base("enable", "take a namespace into the mesh: its settings, its labels, and proxies for the pods that run without")
    {
        Arguments.Add(_stack);
        Arguments.Add(_namespace);
        foreach (var option in _operation.All)
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("enable prod legacy", "what would be done"),
        new("enable prod legacy --yes", "do it; after 'pulumi up' the same command goes on"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var (stack, name) = (arguments.GetRequiredValue(_stack), arguments.GetRequiredValue(_namespace));
        var (intent, file) = (StackReader.Intent(context, stack), StackFile.Read(context, stack));
        List<OperationStep> steps = [];
        var plan = EnvironmentPlan.From(intent);
        if (MeshMembership.Edit(intent, file, name) is { } text)
        {
            plan = EnvironmentPlan.From(Planning.IntentReader.FromText(stack, file.Name, System.Text.Encoding.UTF8.GetBytes(text), intent.Today).Intent!);
            steps.Add(new OperationStep(Settings, $"write into {file.Name}: {string.Join("; ", RotationDraft.Changes(file.Text, text).Select(line => line.Trim()))}", _ =>
            {
                file.Replace(text);
                return Task.FromResult("written");
            }));
        }

        var (kubectl, limit) = (_operation.Kubectl(arguments), _operation.Timeout(arguments));
        var regions = await EachCluster.AskAsync(plan.Regions.Where(region => region.Intent.Namespaces.Any(own => own.Name == name)), async region =>
        {
            var injection = new ProxyInjection(kubectl, region, name, context.Clock);
            return (Steps: await injection.StepsAsync(stack, limit), Orphans: await injection.OrphansAsync());
        });
        steps.AddRange(regions.SelectMany(region => region.Steps));
        foreach (var orphan in regions.SelectMany(region => region.Orphans))
        {
            context.Console.Error.WriteLine(PlainText.Line($"{orphan}: no controller makes this pod; delete and create it yourself"));
        }

        return await _operation.RunAsync(arguments, context, new Operation($"enable {stack} {name}", steps));
    }
}
