using System.Globalization;

namespace Policies.Statements;

/// <summary>What statements came to, as findings at their own place.</summary>
public static class StatementFindings
{
    /// <summary>A call shows that a statement does not hold.</summary>
    public static Rule Refuted { get; } = new()
    {
        Code = "MTLS370",
        Level = FindingLevel.Error,
        Title = "statement refuted",
        Remedy = "mend the object that lets the call through or stops it, or the statement",
    };

    /// <summary>Whether a statement holds is not known.</summary>
    public static Rule Open { get; } = new()
    {
        Code = "MTLS371",
        Level = FindingLevel.Error,
        Title = "statement not proven",
        Remedy = "take what cannot be decided out of the destination's policies, or narrow the statement to what can be proven",
    };

    /// <summary>A statement speaks of nothing.</summary>
    public static Rule Empty { get; } = new()
    {
        Code = "MTLS372",
        Level = FindingLevel.Error,
        Title = "statement about nothing",
        Remedy = "name a workload, namespace or region that is there, and ports that it has",
    };

    /// <summary>A finding for each statement that was not proven.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<StatementResult> results) =>
        results.Where(result => result.Outcome != StatementOutcome.Proven).Select(Of);

    private static Finding Of(StatementResult result) => new()
    {
        Rule = result.Outcome switch
        {
            StatementOutcome.Refuted => Refuted,
            StatementOutcome.Open => Open,
            _ => Empty,
        },
        Subject = result.Object,
        Source = result.Statement.Source,
        Message = $"{result.Statement.Name}: {result.Statement}: {Words(result)}",
    };

    private static string Words(StatementResult result) => result.Outcome == StatementOutcome.Empty
        ? "no port of a workload is meant, so it would hold whatever the policies say"
        : $"{result.Destination} {Verb(result)} {result.Witness}: {result.Reason}{Further(result.FurtherPorts)}";

    private static string Verb(StatementResult result) => (result.Outcome, result.Statement.Kind) switch
    {
        (StatementOutcome.Open, _) => "may or may not take",
        (_, StatementKind.Allow) => "refuses",
        _ => "takes",
    };

    private static string Further(int ports) => ports switch
    {
        0 => "",
        1 => "; so does another port",
        _ => string.Create(CultureInfo.InvariantCulture, $"; so do {ports} other ports"),
    };
}
