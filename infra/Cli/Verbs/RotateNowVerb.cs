using System.CommandLine;
using Infra.Cli.Operations;
using Infra.Live;
using Infra.Operations;

namespace Infra.Cli.Verbs;

/// <summary><c>rotate now</c>: certificates that cert-manager renews at once.</summary>
internal sealed class RotateNowVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Argument<string[]> _certificates = new("certificate")
    {
        Description = "namespace/name of a Certificate, or region/namespace/name; several are renewed one after the other",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly OperationOptions _operation = new();

    /// <summary>Builds the verb.</summary>
    public RotateNowVerb()
        : base("now", "have cert-manager issue certificates anew at once, one after the other, and wait for each")
    {
        Arguments.Add(_stack);
        Arguments.Add(_certificates);
        foreach (var option in _operation.All)
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("rotate now prod messaging/events-tls", "what would be done, in each region that has the certificate's namespace"),
        new("rotate now prod us/messaging/events-tls --yes", "one region's, done"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var stack = arguments.GetRequiredValue(_stack);
        var (plan, names) = (StackReader.Plan(context, stack), arguments.GetRequiredValue(_certificates));
        var (kubectl, limit) = (_operation.Kubectl(arguments), _operation.Timeout(arguments));
        var steps = await EachCluster.AskAsync(
            names.SelectMany(name => Of(plan, name)).Distinct(),
            asked => new CertificateRenewal(kubectl, asked.Region.Intent.Region, asked.Namespace, asked.Name, context.Clock).StepsAsync(limit));
        return await _operation.RunAsync(arguments, context, new Operation($"rotate now {stack} {string.Join(' ', names)}", [.. steps.SelectMany(own => own)]));
    }

    private static IEnumerable<(RegionPlan Region, string Namespace, string Name)> Of(EnvironmentPlan plan, string text) => text.Split('/') switch
    {
        [var @namespace, var name] when @namespace.Length > 0 && name.Length > 0 => Planned(plan, @namespace, name).Select(region => (region, @namespace, name)),
        [var own, var @namespace, var name] when plan.Regions.FirstOrDefault(region => region.Name == own) is { } region => [(region, @namespace, name)],
        _ => throw CliFailure.Usage(
            [$"'{PlainText.Line(text)}' names no certificate; allowed: namespace/name, region/namespace/name"], $"regions: {string.Join(", ", plan.Regions.Select(region => region.Name))}"),
    };

    /// <summary>The regions whose plan has the certificate; all of them for one that no plan knows, such as a chart's.</summary>
    private static IReadOnlyList<RegionPlan> Planned(EnvironmentPlan plan, string @namespace, string name)
    {
        RegionPlan[] planned =
        [
            .. plan.Regions.Where(region => region.Manifests.Any(manifest =>
                manifest.Kind == "Certificate" && ObjectKey.Of(manifest.ToNode()) is { } key && key.Namespace == @namespace && key.Name == name)),
        ];
        return planned.Length > 0 ? planned
            : CertificatesInPods.Find(plan, @namespace, name) is { } without ? throw CliFailure.Usage([without.Reason], without.Fix)
            : plan.Regions;
    }
}
