using System.CommandLine;
using Infra.Cli.Findings;
using Policies;

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

    private readonly ChoiceOption<FindingLevel> _failOn = FailOn.Option();

    /// <summary>Builds the verb.</summary>
    public CheckVerb()
        : base("check", "settings and schemas: what is wrong with a stack, or with manifests from files")
    {
        Arguments.Add(_stack);
        Options.Add(_files);
        Options.Add(_output);
        Options.Add(_failOn);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("check prod", "the checks that gate `pulumi up`"),
        new("check -f manifests/ -f policy.yaml", "anybody's manifests"),
        new("check -f - -o sarif", "what stdin holds, for code scanning"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var check = (arguments.GetValue(_stack), arguments.GetValue(_files)) switch
        {
            ({ } stack, null or []) => StackCheck.Of(context, stack),
            (null, { Length: > 0 } files) => FilesCheck.Of(context, files),
            _ => throw CliFailure.Usage(["give either a stack or -f with files"], $"try '{Help.Syntax.Invocation(this)} --help'"),
        };
        FindingsReport.Write(context, arguments.GetValue(_output), check.Findings);
        context.Console.Error.WriteLine($"checked {check.Objects} objects");
        return Task.FromResult(check.Refusal ?? FailOn.ExitCodeOf(check.Findings, arguments.GetValue(_failOn)));
    }
}
