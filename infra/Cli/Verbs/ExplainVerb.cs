using System.CommandLine;
using Manifests;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary><c>explain</c>: what a finding's code means.</summary>
internal sealed class ExplainVerb : Verb
{
    private readonly Argument<string> _code = new("code") { Description = "a finding's code, such as MTLS901" };

    /// <summary>Builds the verb.</summary>
    public ExplainVerb()
        : base("explain", "what a finding means, why it matters and how to mend it") => Arguments.Add(_code);

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("explain MTLS901", "the page of one code")];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Usage];

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var given = arguments.GetRequiredValue(_code);
        var rule = Catalogue.Find(given.ToUpperInvariant()) ?? throw Unknown(given);
        context.Console.Out.Write(RulePage.Read(rule));
        return Task.FromResult(ExitCode.Ok);
    }

    private static CliFailure Unknown(string given)
    {
        var codes = Catalogue.All.Select(rule => rule.Code).ToList();
        var guess = DidYouMean.Suffix(given.ToUpperInvariant(), codes);
        return CliFailure.Usage([$"'{given}' is not a finding's code{guess}"], $"known codes: {string.Join(", ", codes)}");
    }
}
