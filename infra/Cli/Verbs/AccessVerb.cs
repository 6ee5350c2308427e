using System.CommandLine;
using Infra.Cli.Access;
using Infra.Planning;
using Policies.Evaluation;
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

    private readonly QuestionOptions _question = new();
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the answer",
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
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var question = _question.Read(arguments);
        var fleet = (arguments.GetValue(_stack), arguments.GetValue(_files)) switch
        {
            ({ } stack, null or []) => PlanFleet.Of(StackReader.Plan(context, stack)),
            (null, { Length: > 0 } files) => FleetFiles.Read(context, files),
            _ => throw CliFailure.Usage(["give either a stack or -f with files"], $"try '{Help.Syntax.Invocation(this)} --help'"),
        };
        var (calls, errors) = CallReader.Read(fleet, question);
        if (errors.Count > 0)
        {
            throw CliFailure.Usage([.. errors.Select(error => $"--{error.Message}")]);
        }

        var evaluator = new Evaluator(fleet);
        CallReport.Write(context, arguments.GetValue(_output), [.. calls.Select(call => (call, evaluator.Evaluate(call)))]);
        return Task.FromResult(ExitCode.Ok);
    }
}
