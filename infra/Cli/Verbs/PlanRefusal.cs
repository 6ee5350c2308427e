using Infra.Cli.Findings;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary>What the verbs do with a plan that the gate would stop: nothing but telling why.</summary>
internal static class PlanRefusal
{
    /// <summary>Tells the findings if one of them stops a deployment.</summary>
    /// <returns>Whether the plan is refused.</returns>
    public static bool Tell(CliContext context, OutputFormat format, IReadOnlyList<Finding> findings)
    {
        var refused = findings.Any(finding => finding.Level == FindingLevel.Error);
        if (refused)
        {
            FindingsReport.Write(context, format, findings);
        }

        return refused;
    }
}
