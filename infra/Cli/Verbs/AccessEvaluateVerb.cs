using System.CommandLine;
using System.Text;
using Infra.Cli.Access;
using Policies.Evaluation;
using Policies.Model;

namespace Infra.Cli.Verbs;

/// <summary><c>access evaluate</c>: the answers to many calls in a cluster that the input describes whole.</summary>
internal sealed class AccessEvaluateVerb : Verb
{
    private const string Stdin = "-";

    private readonly Argument<string> _scenario = new("scenario") { Description = "a file with a scenario in JSON or YAML, or - for stdin" };

    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Table)
    {
        Description = "form of the answers",
    };

    /// <summary>Builds the verb.</summary>
    public AccessEvaluateVerb()
        : base("evaluate", "what becomes of each call of a scenario: a mesh, workloads, manifests and calls in one file")
    {
        Arguments.Add(_scenario);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("access evaluate scenario.yaml", "one JSON object for each call"),
        new("access evaluate - -o table", "a scenario from stdin, for people"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var path = arguments.GetValue(_scenario)!;
        var reading = ScenarioReader.Read(Read(context, path), path);
        if (reading.IsUnreadable)
        {
            throw CliFailure.Unreadable(string.Join('\n', reading.Errors));
        }

        if (reading.Errors.Count > 0)
        {
            throw CliFailure.Usage([.. reading.Errors.Select(error => error.ToString())], "docs/access.md describes scenarios");
        }

        foreach (var note in reading.Notes)
        {
            context.Console.Error.WriteLine($"note: {note}");
        }

        EvaluationReport.Write(
            context, arguments.GetValue(_output), [.. reading.Scenarios.SelectMany(scenario => Answers(scenario, context.Clock.GetUtcNow()))]);
        return Task.FromResult(ExitCode.Ok);
    }

    private static IEnumerable<AccessAnswer> Answers(Scenario scenario, DateTimeOffset now)
    {
        var fleet = new Fleet { Clusters = [scenario.Cluster with { Now = now }] };
        var hops = new Hops(fleet, new Evaluator(fleet));
        return scenario.Calls.Select(call => AccessAnswer.Of(hops.Answers(call)));
    }

    private static byte[] Read(CliContext context, string path)
    {
        if (path == Stdin)
        {
            return Encoding.UTF8.GetBytes(context.Console.In.ReadToEnd());
        }

        try
        {
            return File.ReadAllBytes(context.Resolve(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: cannot read the file: {(exception is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : exception.Message)}");
        }
    }
}
