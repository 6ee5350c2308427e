using System.CommandLine;
using Infra.Cli.Rotation;
using Infra.Rotation;
using Trust.Proof;
using Trust.Rotation;

namespace Infra.Cli.Verbs;

/// <summary><c>rotate prove</c>: the matrix of handshakes.</summary>
internal sealed class RotateProveVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly Option<string?> _against = new("--against")
    {
        Description = "what is deployed: a stack file, or a folder or snapshot.json that 'render' wrote; by default the stack itself",
        HelpName = "file|dir|snapshot",
    };

    private readonly Option<bool> _converged = new("--converged")
    {
        Description = "what is deployed is in force everywhere, and nothing older is in use; by default the days in the settings decide",
    };

    private readonly DayOption _at = new("make the change on this day instead of today");
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown)
    {
        Description = "form of the matrix",
    };

    /// <summary>Builds the verb.</summary>
    public RotateProveVerb()
        : base("prove", "shake hands between every two regions, with every certificate and trust store that a change leaves in use")
    {
        Arguments.Add(_stack);
        Options.Add(_against);
        Options.Add(_converged);
        Options.Add(_at);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("rotate prove prod", "what is in use today gets along"),
        new("rotate prove prod --against before.yaml", "an edit of the stack file breaks nothing on its way"),
        new("rotate prove prod --against ../baseline -o markdown", "the same for a pull request"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var stack = arguments.GetRequiredValue(_stack);
        var plan = StackReader.Plan(context, stack);
        var (after, mesh) = (RotationStates.Of(plan), plan.Regions[0].Intent.Mesh);
        var moment = new RotationMoment
        {
            Before = arguments.GetValue(_against) is { } against ? TrustBaseline.Read(context, against, stack) : after,
            After = after,
            At = new DateTimeOffset(_at.Read(arguments, context), TimeOnly.MinValue, TimeSpan.Zero),
            Converged = arguments.GetValue(_converged),
        };
        var proof = await new RotationProver(stack, new HermeticProofKeys()).ProveAsync(moment);
        switch (arguments.GetValue(_output))
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(ProofDocument.Of(proof)));
                break;
            case OutputFormat.Markdown:
                ProofText.WriteMarkdown(context.Console.Out, proof, mesh);
                break;
            default:
                ProofText.Write(context, proof, mesh);
                break;
        }

        return proof.IsProven ? ExitCode.Ok : ExitCode.Findings;
    }
}
