using System.CommandLine;
using Infra.Cli.Access;

namespace Infra.Cli.Verbs;

/// <summary><c>access diff</c>: what calls two sets of objects decide differently.</summary>
internal sealed class AccessDiffVerb : Verb
{
    private readonly Argument<string> _before = new("before") { Description = "a stack, or a file or folder of manifests, such as one that 'render' wrote" };
    private readonly Argument<string> _after = new("after") { Description = "another one" };
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown)
    {
        Description = "form of the differences",
    };

    /// <summary>Builds the verb.</summary>
    public AccessDiffVerb()
        : base("diff", "who gains access and who loses it between two stacks or sets of manifests, and by which object")
    {
        Arguments.Add(_before);
        Arguments.Add(_after);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("access diff out prod", "what an edit of the stack opens and closes, against a tree that 'render' wrote before"),
        new("access diff before.yaml after.yaml -o markdown", "two sets of anybody's manifests, for a pull request"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var before = StackOrFiles.Read(context, arguments.GetRequiredValue(_before));
        var after = StackOrFiles.Read(context, arguments.GetRequiredValue(_after));
        var report = new DifferenceReport(before, after);
        Write(context, arguments.GetValue(_output), report);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Write(CliContext context, OutputFormat format, DifferenceReport report)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(json => DifferenceJson.Write(json, report.Changes)));
                break;
            case OutputFormat.Markdown:
                context.Console.Out.Write(string.Join('\n', report.MarkdownLines().Prepend("").Prepend("### Access")) + "\n");
                break;
            default:
                if (report.Table() is { } table)
                {
                    RichText.Write(context, table);
                }

                context.Console.Out.WriteLine(report.Summary);
                break;
        }
    }
}
