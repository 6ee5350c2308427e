using System.CommandLine;
using System.Globalization;
using Infra.Cli.Authorities;
using Infra.Hermetic;
using Manifests.Writing;

namespace Infra.Cli.Verbs;

/// <summary><c>trust</c>: the CA hierarchy of a stack.</summary>
internal sealed class TrustVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string?> _at = new("--at") { Description = "count days left from this day instead of today", HelpName = "yyyy-mm-dd" };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    /// <summary>Builds the verb.</summary>
    public TrustVerb()
        : base("trust", "the CA tree: windows, constraints, fingerprints, and what each region trusts")
    {
        Arguments.Add(_stack);
        Options.Add(_at);
        Options.Add(_output);
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
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var at = Day(arguments.GetValue(_at)) ?? DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);
        var plan = StackReader.Plan(context, arguments.GetRequiredValue(_stack));
        if (PlanRefusal.Tell(context, OutputFormat.Table, plan.Findings))
        {
            return ExitCode.Findings;
        }

        var report = TrustReport.Of(plan, await HermeticRun.OfAsync(plan), at);
        switch (arguments.GetValue(_output))
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(TrustDocument.Of(report)));
                break;
            case OutputFormat.Yaml:
                context.Console.Out.Write(ManifestWriter.WriteYaml(TrustDocument.Of(report)));
                break;
            default:
                TrustTree.Write(context, report);
                break;
        }

        context.Console.Error.WriteLine("these certificates are issued from the keys of a hermetic run; `pulumi stack output` has those of the deployed CAs");
        return ExitCode.Ok;
    }

    private static DateOnly? Day(string? text) => text switch
    {
        null => null,
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => throw CliFailure.Usage([$"--at: '{text}' is no day; allowed: yyyy-mm-dd"], "for example --at 2027-12-01"),
    };
}
