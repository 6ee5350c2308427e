using System.CommandLine;

namespace Infra.Cli.Verbs;

/// <summary><c>rotate</c>: replacing roots, intermediates and trust domains step by step.</summary>
internal sealed class RotateVerb : Verb
{
    /// <summary>Builds the verb and those below it.</summary>
    public RotateVerb()
        : base("rotate", "replace roots, intermediates and trust domains by steps that are proven with handshakes")
    {
        Subcommands.Add(new RotatePlanVerb());
        Subcommands.Add(new RotateApplyStepVerb());
        Subcommands.Add(new RotateProveVerb());
        Subcommands.Add(new RotateNowVerb());

        // Without an action the parser takes a missing verb for an error of its own.
        SetAction(_ => ExitCode.Ok);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("rotate", "which verbs there are")];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context) =>
        throw CliFailure.Usage(["a verb is missing; allowed: plan, apply-step, prove, now"], $"try '{Help.Syntax.Invocation(this)} --help'");
}
