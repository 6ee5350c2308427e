using System.CommandLine;
using System.Text.Json;
using Infra.Cli.Help;

namespace Infra.Cli.Verbs;

/// <summary>The program without a verb: <c>--help</c> and <c>--version</c>.</summary>
internal sealed class RootVerb : Verb
{
    private readonly Option<bool> _version = new("--version") { Description = "show the version, which Pulumi packages are built in, and .NET's version" };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json)
    {
        Description = "form of --version",
    };

    /// <summary>Builds the root of the tree.</summary>
    public RootVerb()
        : base(Syntax.Program, "zero-trust mTLS for a fleet of Kubernetes clusters, previewed and proven before it is deployed")
    {
        Options.Add(_version);
        Options.Add(_output);

        // Without an action the parser takes a missing verb for an error before --version is looked at.
        SetAction(_ => ExitCode.Ok);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("preview prod", "what `pulumi up` would create in prod"),
        new("check prod --fail-on warning", "the same checks that gate `pulumi up`"),
        new("--version -o json", "which build this is, for scripts"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        if (!arguments.GetValue(_version))
        {
            throw CliFailure.Usage(["a verb is missing"], $"try '{Syntax.Program} --help'");
        }

        var build = BuildInfo.OfProgram();
        context.Console.Out.WriteLine(arguments.GetValue(_output) == OutputFormat.Json
            ? JsonSerializer.Serialize(build, BuildInfoJson.Default.BuildInfo)
            : $"{Syntax.Program} {build.Version}, PulumiSdk {build.PulumiSdk}, .NET {build.DotNet}");
        return Task.FromResult(ExitCode.Ok);
    }
}
