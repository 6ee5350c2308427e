using System.CommandLine;
using Infra.Cli.Access;
using Infra.Cli.Access.Matrices;
using Infra.Planning;
using Policies.Evaluation;
using Policies.Matrix;
using Policies.Model;

namespace Infra.Cli.Verbs;

/// <summary><c>access</c>: who may call whom, over which transport, by which object, and why not.</summary>
internal sealed class AccessVerb : Verb
{
    private readonly StackArgument _stack = new() { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "a file or folder of manifests, or - for stdin, instead of a stack; may be repeated",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _matrix = new("--matrix") { Description = "everybody against everything: who may call what in each region, how much of it and over which transport" };
    private readonly QuestionOptions _question = new();
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Svg, OutputFormat.Html)
    {
        Description = "form of the answer; svg and html are pictures of the matrix",
    };

    /// <summary>Builds the verb and those below it.</summary>
    public AccessVerb()
        : base("access", "who may call whom, over which transport, by which object, and why not")
    {
        Arguments.Add(_stack);
        Options.Add(_files);
        foreach (var option in _question.All)
        {
            Options.Add(option);
        }

        Options.Add(_matrix);
        Options.Add(_output);
        Subcommands.Add(new AccessEvaluateVerb());
        Subcommands.Add(new AccessDiffVerb());

        // Without an action the parser takes a missing verb for an error of its own.
        SetAction(_ => ExitCode.Ok);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("access prod --from checkout --to ledger --port http --method POST --path /entries", "one call between regions, layer by layer"),
        new("access -f manifests/ --from shop/orders --to ledger.finance --port 8080 --method POST --path /entries", "one call, layer by layer"),
        new("access -f manifests/ --from outsider --to shop/orders -o json", "what anybody may do"),
        new("access prod --matrix", "everybody against everything, region by region"),
        new("access prod --matrix -o html > matrix.html", "the same as a page to look at, with what stands behind each cell"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var (format, isMatrix) = (arguments.GetValue(_output), arguments.GetValue(_matrix));
        var question = isMatrix ? null : _question.Read(arguments);
        CheckForms(arguments, format, isMatrix);
        var fleet = (arguments.GetValue(_stack), arguments.GetValue(_files)) switch
        {
            ({ } stack, null or []) => PlanFleet.Of(StackReader.Plan(context, stack)),
            (null, { Length: > 0 } files) => FleetFiles.Read(context, files),
            _ => throw CliFailure.Usage(["give either a stack or -f with files"], $"try '{Help.Syntax.Invocation(this)} --help'"),
        };
        if (question is null)
        {
            MatrixReport.Write(context, format, arguments.GetValue(_stack) ?? string.Join(", ", arguments.GetValue(_files)!), AccessMatrix.Of(fleet));
            return Task.FromResult(ExitCode.Ok);
        }

        var (calls, errors) = CallReader.Read(fleet, question);
        if (errors.Count > 0)
        {
            throw CliFailure.Usage([.. errors.Select(error => $"--{error.Message}")]);
        }

        var now = context.Clock.GetUtcNow();
        var evaluator = new Evaluator(fleet with { Clusters = [.. fleet.Clusters.Select(cluster => cluster with { Now = now })] });
        var hops = new Hops(fleet, evaluator);
        CallReport.Write(context, format, [.. calls.SelectMany(hops.Of).Select(hop => (hop.Call, hop.Verdict))]);
        return Task.FromResult(ExitCode.Ok);
    }

    /// <exception cref="CliFailure">The form or another option does not fit what is asked.</exception>
    private void CheckForms(ParseResult arguments, OutputFormat format, bool isMatrix)
    {
        if (!isMatrix && format is OutputFormat.Svg or OutputFormat.Html)
        {
            throw CliFailure.Usage(["-o svg and -o html are for --matrix; one answer is printed as table, json or yaml"]);
        }

        if (isMatrix && format == OutputFormat.Yaml)
        {
            throw CliFailure.Usage(["--matrix is printed as table, json, svg or html"]);
        }

        if (isMatrix && _question.All.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList() is { Count: > 0 } asked)
        {
            throw CliFailure.Usage([$"--matrix is about every call, so leave out {string.Join(", ", asked)}"]);
        }
    }
}
