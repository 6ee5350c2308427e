using System.CommandLine;
using Infra.Cli.Migration;
using Infra.Cli.Rotation;
using Infra.Migration;
using Infra.Settings;

namespace Infra.Cli.Verbs;

/// <summary><c>migrate</c>: from PERMISSIVE to STRICT, as far as what was seen allows it.</summary>
internal sealed class MigrateVerb : Verb
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly StackArgument _stack = new();
    private readonly Option<string[]> _prometheus = new("--prometheus")
    {
        Description = "the address of a Prometheus that scrapes the proxies; may be repeated, for one in each region",
        HelpName = "url",
    };

    private readonly Option<string?> _evidence = new("--evidence") { Description = "what --record wrote, instead of a Prometheus", HelpName = "file" };
    private readonly Option<string?> _record = new("--record") { Description = "write down what Prometheus said, to review the step and to repeat it", HelpName = "file" };
    private readonly Option<string> _window = new("--window")
    {
        Description = "how long to look back; longer than the slowest recurring job",
        HelpName = "duration",
        DefaultValueFactory = _ => "7d",
    };

    private readonly Option<string[]> _namespaces = new("--namespace") { Description = "move these namespaces only; may be repeated", HelpName = "name" };
    private readonly Option<string?> _owner = new("--owner")
    {
        Description = "who answers for new exceptions, instead of who answers for the mode until now",
        HelpName = "name",
    };

    private readonly Option<string?> _expires = new("--expires") { Description = "the last day of new exceptions, instead of 30 days from now", HelpName = "yyyy-mm-dd" };
    private readonly Option<string?> _strictSince = new("--strict-since")
    {
        Description = "since when the namespaces that are STRICT in the stack file are so in the clusters; the mesh's own mode waits for it",
        HelpName = "yyyy-mm-dd",
    };

    private readonly Option<bool> _write = new("--write") { Description = "write the step into the stack file" };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json) { Description = "form of the result" };

    /// <summary>Builds the verb.</summary>
    public MigrateVerb()
        : base("migrate", "the next namespaces and ports from PERMISSIVE to STRICT, by what Prometheus saw of their traffic")
    {
        Arguments.Add(_stack);
        foreach (var option in new Option[] { _prometheus, _evidence, _record, _window, _namespaces, _owner, _expires, _strictSince, _write, _output })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("migrate dev --prometheus http://localhost:9090", "what could be STRICT, and what keeps the rest"),
        new("migrate dev --prometheus http://localhost:9090 --window 35d --record seen.json", "with monthly jobs, and the evidence kept"),
        new("migrate dev --evidence seen.json --write", "the step, written into the stack file"),
        new("migrate dev --prometheus http://localhost:9090 --strict-since 2026-11-01", "the mesh itself, when its namespaces have been STRICT for a window"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var stack = arguments.GetRequiredValue(_stack);

        // Prometheus works while the settings are read.
        var asked = EvidenceAsync(arguments, context);
        var (intent, file) = (StackReader.Intent(context, stack), StackFile.Read(context, stack));
        var request = Request(arguments, context, intent.Settings);
        var evidence = await asked;
        if (evidence.Mismatch(intent) is { } mismatch)
        {
            throw CliFailure.Unreadable($"{mismatch}; nothing can be told", "see docs/operations/migrate.md for the labels that are needed");
        }

        if (arguments.GetValue(_record) is { } record)
        {
            Record(context, record, evidence);
        }

        var migration = Plan(() => MigrationStep.Of(intent, file.Name, file.Text, evidence, request));
        if (migration.Errors.Count > 0)
        {
            throw CliFailure.Usage(
                [.. migration.Errors.Select(error => error.ToString())], "the settings after the step would be refused; nothing was written");
        }

        var isOld = context.Clock.GetUtcNow() - evidence.At > Fresh;
        var isWritten = arguments.GetValue(_write) && migration.Moves.Count > 0 && !isOld;
        if (isWritten)
        {
            file.Replace(migration.Text);
        }

        var report = new MigrationReport { Stack = stack, Evidence = evidence, Migration = migration, Written = isWritten ? file.Name : null };
        if (arguments.GetValue(_output) == OutputFormat.Json)
        {
            context.Console.Out.Write(MigrationDocument.Of(report));
        }
        else
        {
            MigrationText.Write(context.Console.Out, report);
        }

        if (arguments.GetValue(_write) && isOld)
        {
            context.Console.Error.WriteLine($"infra: the evidence ends on {Instants.Write(evidence.At)}, more than a day ago; ask again; nothing was written");
            return ExitCode.Findings;
        }

        return migration.Moves.Count > 0 || migration is { Ports.Count: 0, MeshWaits: null } ? ExitCode.Ok : ExitCode.Findings;
    }

    private MigrationRequest Request(ParseResult arguments, CliContext context, EnvironmentSettings settings)
    {
        var names = arguments.GetValue(_namespaces) ?? [];
        return names.FirstOrDefault(name => !settings.Namespaces.ContainsKey(name)) is { } unknown
            ? throw CliFailure.Usage([$"--namespace: there is no namespace {PlainText.Line(unknown)}"], $"namespaces: {string.Join(", ", settings.Namespaces.Keys)}")
            : new MigrationRequest
            {
                Namespaces = names,
                Owner = arguments.GetValue(_owner),
                StrictSince = Instants.Read("--strict-since", arguments.GetValue(_strictSince)) is { } since ? DateOnly.FromDateTime(since.UtcDateTime) : null,
                Expires = DateOnly.FromDateTime((Instants.Read("--expires", arguments.GetValue(_expires)) ?? context.Clock.GetUtcNow().AddDays(30)).UtcDateTime),
            };
    }

    private async Task<Evidence> EvidenceAsync(ParseResult arguments, CliContext context)
    {
        switch (arguments.GetValue(_prometheus), arguments.GetValue(_evidence))
        {
            case ({ Length: > 0 } addresses, null):
                using (var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) })
                {
                    return await PrometheusEvidence.ReadAsync(
                        [.. addresses.Select(address => new Infra.Migration.Prometheus(http, Address(address)))], context.Clock.GetUtcNow(), Window(arguments));
                }

            case (null or [], { } path):
                return Read(context, path);
            default:
                throw CliFailure.Usage(["give either --prometheus or --evidence"], "for example --prometheus http://localhost:9090");
        }
    }

    private TimeSpan Window(ParseResult arguments) =>
        DurationText.TryParse(arguments.GetRequiredValue(_window), out var window) && window >= ShortestWindow
            ? window
            : throw CliFailure.Usage([$"--window: '{PlainText.Line(arguments.GetRequiredValue(_window))}' is no window; allowed: 1h and more, {DurationText.Allowed}"]);

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw CliFailure.Usage([$"--prometheus: '{PlainText.Line(text)}' is no http or https address"], "for example --prometheus http://localhost:9090");

    private static Evidence Read(CliContext context, string path)
    {
        try
        {
            var evidence = EvidenceDocument.Read(File.ReadAllText(context.Resolve(path)));
            return evidence.At <= context.Clock.GetUtcNow() ? evidence : throw new FormatException("at is in the future");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw CliFailure.Unreadable($"--evidence {PlainText.Line(path)}: {FileFault.Of(e)}");
        }
    }

    private static void Record(CliContext context, string path, Evidence evidence)
    {
        try
        {
            WholeFile.Write(context.Resolve(path), EvidenceDocument.Write(evidence));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"--record {PlainText.Line(path)}: {FileFault.Of(e)}");
        }
    }

    private static T Plan<T>(Func<T> plan)
    {
        try
        {
            return plan();
        }
        catch (FormatException e)
        {
            throw CliFailure.Usage([e.Message], "nothing was written");
        }
    }
}
