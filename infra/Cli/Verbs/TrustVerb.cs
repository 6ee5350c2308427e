using System.CommandLine;
using Infra.Cli.Authorities;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>trust</c>: the CA hierarchy of a stack.</summary>
internal sealed class TrustVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string?> _at = new("--at") { Description = "judge windows at this instant instead of now", HelpName = Instants.HelpName };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public TrustVerb()
        : base("trust", "the CA tree: windows, constraints, fingerprints, what each region trusts, and what is wrong")
    {
        Arguments.Add(_stack);
        Options.Add(_at);
        Options.Add(_output);
        Options.Add(_failOn);
        Subcommands.Add(new TrustInspectVerb());
        Subcommands.Add(new TrustVerifyVerb());

        // Without an action the parser takes a stack for a missing verb.
        SetAction(_ => ExitCode.Ok);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("trust prod", "the tree, with days left"),
        new("trust prod --at 2027-12-01", "the same, a year ahead"),
        new("trust prod -o json", "for scripts"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var at = Instants.Read("--at", arguments.GetValue(_at)) ?? context.Clock.GetUtcNow();
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        var report = TrustReport.Of(plan, at);
        DocumentReport.Write(context, arguments.GetValue(_output), () => TrustDocument.Of(report), () => TrustTree.Write(context, report));

        context.Console.Error.WriteLine("these certificates are issued from the keys of a hermetic run; `pulumi stack output` has those of the deployed CAs");
        return Task.FromResult(FailOn.ExitCodeOf(report.Findings, arguments.GetValue(_failOn)));
    }
}
