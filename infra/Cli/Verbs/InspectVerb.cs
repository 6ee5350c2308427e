using System.CommandLine;
using Infra.Cli.Findings;
using Infra.Cli.Inspection;
using Infra.Cli.Operations;
using Infra.Live;
using Infra.Operations;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>inspect</c>: the certificates that run in the clusters.</summary>
internal sealed class InspectVerb : Verb
{
    private static readonly KindReference Pods = new("", "v1", "Pod");

    private readonly StackArgument _stack = new();
    private readonly Argument<string[]> _names = new("certificate")
    {
        Description = "a namespace, or namespace/name of a Certificate; all of the clusters' when absent",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _proxies = new("--proxies") { Description = "ask the proxies of the namespaces' pods too, by 'kubectl exec' and 'port-forward', what they hold" };
    private readonly LiveOptions _live = new();
    private readonly Option<string?> _at = new("--at") { Description = "judge windows at this instant instead of now", HelpName = Instants.HelpName };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public InspectVerb()
        : base("inspect", "the certificates that run in the clusters: chains, windows, names, roots; reads only, and no Secret")
    {
        Arguments.Add(_stack);
        Arguments.Add(_names);
        foreach (var option in (Option[])[_proxies, .. _live.All, _at, _output, _failOn])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("inspect prod", "every certificate of cert-manager, in both clusters"),
        new("inspect prod messaging/events-tls", "one, with its chain"),
        new("inspect prod finance --proxies", "a namespace's, and what its pods' proxies hold"),
        new("inspect prod --at 2027-01-15", "as they will be then, if nobody renews them"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var at = Instants.Read("--at", arguments.GetValue(_at)) ?? context.Clock.GetUtcNow();
        var (names, asksProxies) = (arguments.GetValue(_names) ?? [], arguments.GetValue(_proxies));
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        if (asksProxies && _live.IsDump(arguments))
        {
            throw CliFailure.Usage(["--proxies asks running pods, and --dump is what they were"], "leave one of the two out");
        }

        var clusters = await _live.ReadAsync(arguments, context, plan, _ => asksProxies ? [.. IssuedCertificate.Kinds, Pods] : IssuedCertificate.Kinds);
        var report = new InspectionReport
        {
            At = at,
            Certificates = [.. clusters.SelectMany(IssuedCertificate.In).Where(own => names.Length == 0 || names.Any(name => name == own.Key.Namespace || name == $"{own.Key.Namespace}/{own.Key.Name}"))],
            Proxies = asksProxies ? await ProxiesAsync(arguments, plan, clusters, names) : [],
        };
        if (report.IsEmpty && names.Length > 0)
        {
            var without = names.Select(name => name.Split('/')).Select(name => CertificatesInPods.Find(plan, name[0], name[^1]))
                .FirstOrDefault(found => found is not null);
            throw without is { } found
                ? CliFailure.Usage([found.Reason], "'infra verify tls' shows what a running server presents; " + found.Fix)
                : CliFailure.Unreadable(
                    $"{string.Join(", ", names.Select(PlainText.Line))}: there is no such Certificate in the clusters", "see 'kubectl get certificates -A'");
        }

        Write(context, arguments.GetValue(_output), report);
        return FailOn.ExitCodeOf(report.Findings, arguments.GetValue(_failOn));
    }

    private async Task<IReadOnlyList<ProxyCertificate>> ProxiesAsync(ParseResult arguments, EnvironmentPlan plan, IReadOnlyList<LiveCluster> clusters, string[] names)
    {
        var read = new List<ProxyCertificate>();
        foreach (var cluster in clusters)
        {
            read.AddRange(await ProxyCertificates.ReadAsync(
                _live.Kubectl(arguments),
                plan.Regions.Single(region => region.Name == cluster.Region),
                cluster,
                own => names.Length == 0 || names.Any(name => name.Split('/')[0] == own)));
        }

        return read;
    }

    private static void Write(CliContext context, OutputFormat format, InspectionReport report)
    {
        DocumentReport.Write(context, format, () => InspectionDocument.Of(report), () =>
        {
            InspectionTree.Write(context, report);
            FindingsReport.Write(context, OutputFormat.Table, report.Findings);
        });
    }
}
