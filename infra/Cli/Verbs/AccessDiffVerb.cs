using System.CommandLine;
using Infra.Cli.Access;
using Policies.Differences;

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
        DifferenceReport.Write(context, arguments.GetValue(_output), AccessDifference.Of(before, after));
        foreach (var open in AccessDifference.NotCompared(before, after))
        {
            context.Console.Error.WriteLine(open);
        }

        return Task.FromResult(ExitCode.Ok);
    }
}
