using System.CommandLine;
using Infra.Cli.Access;
using Infra.Cli.Denials;
using Infra.Planning;
using Manifests;
using Policies;
using Policies.Denials;
using Policies.Model;

namespace Infra.Cli.Verbs;

/// <summary><c>explain</c>: what a finding's code means, or what is behind a refusal in a log.</summary>
internal sealed class ExplainVerb : Verb
{
    private const string Stdin = "-";

    /// <summary>A refusal by a policy of the root namespace may be of every server; a few show what to look for.</summary>
    private const int MostServers = 3;

    private readonly Argument<string?> _subject = new("code|stack")
    {
        Description = "a finding's code, such as MTLS901; with --denied, the stack whose objects decide",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _denied = new("--denied")
    {
        Description = "a log line that tells of a refusal, a log file of which the last refusal counts, or - for stdin",
        HelpName = "line|file|-",
    };

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "with --denied, a file or folder of manifests instead of a stack; may be repeated",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json)
    {
        Description = "with --denied, form of the answer",
    };

    /// <summary>Builds the verb.</summary>
    public ExplainVerb()
        : base("explain", "what a finding means and how to mend it; or why a call was refused, and what would allow it")
    {
        Arguments.Add(_subject);
        Options.Add(_denied);
        Options.Add(_files);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("explain MTLS901", "the page of one code"),
        new("explain prod --denied 'rbac_access_denied_matched_policy[ns[shop]-policy[orders]-rule[0]]'", "one line of a proxy's log"),
        new("explain prod --denied istio-proxy.log", "the last refusal in a log, and the smallest change of the stack that would allow it"),
        new("explain -f manifests/ --denied -", "a line from stdin, against anybody's manifests"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        switch (arguments.GetValue(_denied), arguments.GetValue(_subject), arguments.GetValue(_files))
        {
            case (null, { } code, null or []):
                context.Console.Out.Write(RulePage.Read(Catalogue.Find(code.ToUpperInvariant()) ?? throw Unknown(code)));
                break;
            case ({ } denied, { } stack, null or []):
                Explain(context, arguments.GetValue(_output), Read(context, denied), stack);
                break;
            case ({ } denied, null, { Length: > 0 } files):
                var fleet = FleetFiles.Read(context, files);
                Write(context, arguments.GetValue(_output), Read(context, denied), fleet, explanation => PolicyChange.Of(fleet, explanation));
                break;
            default:
                throw CliFailure.Usage(
                    ["give a finding's code; or --denied with a log line, and either a stack or -f with files"], $"try '{Help.Syntax.Invocation(this)} --help'");
        }

        return Task.FromResult(ExitCode.Ok);
    }

    private static void Explain(CliContext context, OutputFormat format, DenialRecord denial, string stack)
    {
        var intent = StackReader.Intent(context, stack);
        var plan = EnvironmentPlan.From(intent);
        var change = new IntentChange(context, stack, plan, intent.Settings);
        Write(context, format, denial, PlanFleet.Of(plan), change.Of);
    }

    private static void Write(CliContext context, OutputFormat format, DenialRecord denial, Fleet fleet, Func<DenialExplanation, ProposedChange> changeFor)
    {
        var found = DenialExplainer.Of(fleet, denial);
        DenialReport.Write(
            context, format, denial, [.. found.Take(MostServers).Select(explanation => (explanation, Proposes(explanation) ? changeFor(explanation) : null))]);
        if (found.Count == 0)
        {
            context.Console.Error.WriteLine("no workload of these objects fits what the line says of the server; it may be of another cluster, or say too little");
        }
        else if (found.Count > MostServers)
        {
            context.Console.Error.WriteLine($"the line fits {found.Count - MostServers} more servers: {string.Join(", ", found.Skip(MostServers).Select(explanation => explanation.Server))}");
        }
    }

    /// <summary>Only what ALLOW rules lack can be added; a rule that denies, a provider or a handshake is somebody's own decision.</summary>
    private static bool Proposes(DenialExplanation explanation) => explanation is
    {
        Denial.Kind: DenialKind.NoRule or DenialKind.Authorization or DenialKind.NoFilterChain or DenialKind.LinkerdServer,
        Denial.IsShadow: false,
        Verdict: null or { Allow: not true },
    };

    /// <summary>A word without a blank that tells of no refusal was meant as the name of a file.</summary>
    private static CliFailure NoRefusal(bool isFile, string denied) => !isFile && denied != Stdin && denied.Length > 0 && !denied.Any(char.IsWhiteSpace)
        ? CliFailure.Unreadable(
            $"{PlainText.Line(denied)}: there is no such file, and it is no line of a log", "give a log file, a line of it in quotes, or - for stdin")
        : CliFailure.Unreadable(
            $"{(isFile ? denied : "the text of --denied")}: no refusal by a proxy is in it",
            "lines of Envoy's access log or its rbac logger, of ztunnel and of Linkerd's proxy tell of one, such as "
            + "rbac_access_denied_matched_policy[none]; docs/access.md describes them");

    private static DenialRecord Read(CliContext context, string denied)
    {
        var isFile = denied != Stdin && File.Exists(context.Resolve(denied));
        try
        {
            var text = denied == Stdin ? context.Console.In.ReadToEnd() : isFile ? File.ReadAllText(context.Resolve(denied)) : denied;
            return DenialReader.Read(text) ?? throw NoRefusal(isFile, denied);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{denied}: {FileFault.Of(exception)}");
        }
    }

    private static CliFailure Unknown(string given)
    {
        var guess = DidYouMean.Suffix(given.ToUpperInvariant(), Catalogue.All.Select(rule => rule.Code));
        return CliFailure.Usage(
            [$"'{PlainText.Line(given)}' is not a finding's code{guess}"],
            $"a code stands before its finding, such as {Catalogue.All[0].Code}; docs/rules/README.md lists all {Catalogue.All.Count}");
    }
}
