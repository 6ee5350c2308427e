using System.CommandLine;
using Infra.Cli.Findings;
using Infra.Settings;
using Manifests;
using Policies;
using Policies.Gating;

namespace Infra.Cli.Verbs;

/// <summary><c>check</c>: what is wrong with a stack, or with manifests of any origin.</summary>
internal sealed class CheckVerb : Verb
{
    private readonly StackArgument _stack = new() { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "a file or folder of manifests, or - for stdin, instead of a stack; may be repeated",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly ChoiceOption<OutputFormat> _output = new(
        "--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Markdown, OutputFormat.Sarif, OutputFormat.Junit, OutputFormat.Github)
    {
        Description = "form of the findings",
    };

    private readonly Option<string?> _statements = new("--statements")
    {
        Description = "a file of statements about who can call whom, to be proven of the files of -f; a stack has its own",
        HelpName = "file",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "a file of levels and suppressions for the files of -f; a stack has its own",
        HelpName = "file",
    };

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    private readonly Option<string[]> _only = Rules("--only", "the rules to ask, and no others: codes, patterns such as MTLS3*, areas such as authorization");
    private readonly Option<string[]> _skip = Rules("--skip", "rules to leave out, named in the same ways");
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "a file of findings that were there before: only others are told",
        HelpName = "file",
    };

    private readonly Option<string?> _writeBaseline = new("--write-baseline")
    {
        Description = "write what is found to such a file, and accept it",
        HelpName = "file",
    };

    /// <summary>Builds the verb.</summary>
    public CheckVerb()
        : base("check", "settings, schemas and rules: what is wrong with a stack, or with manifests from files")
    {
        Arguments.Add(_stack);
        Options.Add(_files);
        Options.Add(_statements);
        Options.Add(_config);
        Options.Add(_output);
        Options.Add(_failOn);
        Options.Add(_only);
        Options.Add(_skip);
        Options.Add(_baseline);
        Options.Add(_writeBaseline);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("check prod", "the checks that gate `pulumi up`"),
        new("check -f manifests/ -f policy.yaml", "anybody's manifests"),
        new("check -f manifests/ --statements statements.yaml", "prove who can call whom"),
        new("check -f manifests/ --config .infra-check.yaml", "with levels of your own, and findings that somebody answers for"),
        new("check -f - -o sarif", "what stdin holds, for code scanning"),
        new("check -f manifests/ --only authorization --skip MTLS317", "some of the rules"),
        new("check -f manifests/ --write-baseline known.json", "accept what is found today"),
        new("check -f manifests/ --baseline known.json", "tell what is new since"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var selection = Selection(arguments);
        var statements = arguments.GetValue(_statements);
        var config = arguments.GetValue(_config);
        var check = (arguments.GetValue(_stack), arguments.GetValue(_files)) switch
        {
            ({ }, null or []) when statements is not null => throw CliFailure.Usage(
                ["--statements goes with -f; a stack has its own under mtls:statements"], null),
            ({ }, null or []) when config is not null => throw CliFailure.Usage(
                ["--config goes with -f; a stack has levels and suppressions of its own under mtls:policies"], null),
            ({ } stack, null or []) => StackCheck.Of(context, stack),
            (null, { Length: > 0 } files) => FilesCheck.Of(context, files, statements, config),
            _ => throw CliFailure.Usage(["give either a stack or -f with files"], $"try '{Help.Syntax.Invocation(this)} --help'"),
        };
        var findings = Beyond(arguments, context, [.. check.Findings.Where(finding => selection.Includes(finding.Rule))]);
        FindingsReport.Write(context, arguments.GetValue(_output), findings, arguments.GetValue(_stack) is { } name ? StackFiles.FileOf(name) : null);
        context.Console.Error.WriteLine($"checked {check.Objects} object{(check.Objects == 1 ? "" : "s")}{(check.Proven is { } proven ? $": {proven}" : "")}");
        if (check.HeldBack.Count(finding => selection.Includes(finding.Rule)) is > 0 and var held)
        {
            context.Console.Error.WriteLine($"{held} finding{(held == 1 ? " is" : "s are")} held back by suppressions");
        }

        return Task.FromResult(check.Refusal ?? FailOn.ExitCodeOf(findings, arguments.GetValue(_failOn)));
    }

    private static Option<string[]> Rules(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "rules",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private RuleSelection Selection(ParseResult arguments)
    {
        var selection = RuleSelection.Parse(arguments.GetValue(_only) ?? [], arguments.GetValue(_skip) ?? [], out var unknown);
        return unknown.Count == 0 ? selection : throw CliFailure.Usage(
            [.. unknown.Select(word => $"'{word}' names no rule{DidYouMean.Suffix(word, [.. RuleSelection.Areas, .. Catalogue.All.Select(rule => rule.Code)])}")],
            $"give codes, patterns such as MTLS3*, or areas: {string.Join(", ", RuleSelection.Areas)}");
    }

    /// <summary>The findings that no baseline accepts; writes the baseline where one is asked for.</summary>
    private IReadOnlyList<Finding> Beyond(ParseResult arguments, CliContext context, IReadOnlyList<Finding> findings)
    {
        if (arguments.GetValue(_writeBaseline) is { } target)
        {
            var written = Baseline.Of(findings);
            BaselineFile.Write(context, target, written);
            context.Console.Error.WriteLine($"{target}: {findings.Count} findings are accepted from now on");
            return written.Beyond(findings);
        }

        if (arguments.GetValue(_baseline) is not { } source)
        {
            return findings;
        }

        var baseline = BaselineFile.Read(context, source);
        var beyond = baseline.Beyond(findings);
        context.Console.Error.WriteLine($"{source}: {findings.Count - beyond.Count} findings are accepted, {baseline.Gone(findings)} accepted ones are gone");
        return beyond;
    }
}
