using System.CommandLine;
using Infra.Cli.Access;
using Infra.Cli.Debugging;
using Infra.Cli.Denials;
using Infra.Cli.Operations;
using Infra.Live;
using Infra.Planning;
using Manifests;
using Policies.Evaluation;
using Policies.Model;

namespace Infra.Cli.Verbs;

/// <summary><c>debug</c>: which layer stops a call, by the plan and in the running clusters.</summary>
internal sealed class DebugVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly QuestionOptions _question = new();
    private readonly LiveOptions _live = new();
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml)
    {
        Description = "form of the result",
    };

    /// <summary>Builds the verb.</summary>
    public DebugVerb()
        : base("debug", "which layer stops a call: what the plan says and what runs in the clusters, side by side; reads only")
    {
        Arguments.Add(_stack);
        foreach (var option in (Option[])[.. _question.All, .. _live.All, _output])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("debug prod --from us/payments/checkout --to eu/finance/ledger --port http --method POST --path /entries", "one call, in both clusters"),
        new("debug dev --from curl-client --to httpbin --port http --path /get --dump cluster.json", "from a dump"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var question = _question.Read(arguments);
        var stack = arguments.GetRequiredValue(_stack);
        var intent = StackReader.Intent(context, stack);
        var plan = EnvironmentPlan.From(intent);
        var planned = PlanFleet.Of(plan);
        var (named, errors) = CallReader.Read(planned, question);
        if (errors.Count > 0)
        {
            throw CliFailure.Usage([.. errors.Select(error => $"--{error.Message}")]);
        }

        var clusters = await _live.ReadAsync(arguments, context, plan, KindReference.Of);
        var calls = CallDiagnosis.Of(plan, clusters, planned, named, question, context.Clock.GetUtcNow());

        var change = new IntentChange(context, stack, plan, intent.Settings);
        List<(CallDiagnosis Call, ProposedChange? Change, NextCommand Next)> diagnosed =
        [
            .. from call in calls
               let proposed = Refused(call, question) is { } refused ? change.Of(refused) : null
               select (call, proposed, NextCommand.Of(stack, plan, call, proposed)),
        ];
        DocumentReport.Write(context, arguments.GetValue(_output), () => DiagnosisDocument.Of(diagnosed), () => DiagnosisText.Write(context, diagnosed));
        return calls.Any(call => call.IsStopped) ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>The call, where the stack file is what refuses it.</summary>
    private static RefusedCall? Refused(CallDiagnosis diagnosis, MapNode question) => diagnosis is { Planned.Allow: false, Call: { To: { } server } call }
        ? new RefusedCall
        {
            Server = server,
            Caller = call.From,
            Port = call.Port,
            Call = call,
            StatesMethod = question.ContainsKey("method"),
            StatesPath = question.ContainsKey("path"),
            Again = changed =>
            {
                var fleet = PlanFleet.Of(changed);
                return CallReader.Read(fleet, question).Calls.FirstOrDefault(other => CallDiagnosis.Title(other) == CallDiagnosis.Title(call)) is { } same
                    ? new Evaluator(fleet).Evaluate(same)
                    : null;
            },
        }
        : null;
}
