using System.Globalization;

namespace Policies.Statements;

/// <summary>What statements came to, as findings at their own place.</summary>
public static class StatementFindings
{
    /// <summary>A finding for each statement that was not proven.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<StatementResult> results) =>
        results.Where(result => result.Outcome != StatementOutcome.Proven).Select(Of);

    private static Finding Of(StatementResult result) => new()
    {
        Rule = result.Outcome switch
        {
            StatementOutcome.Refuted => Catalogue.StatementRefuted,
            StatementOutcome.Open => Catalogue.StatementOpen,
            _ => Catalogue.StatementEmpty,
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
