using Infra.Cli.Findings;
using Policies;

namespace Infra;

/// <summary>The plan has findings that no deployment may have.</summary>
internal sealed class PlanRefusedException : Exception
{
    /// <summary>A refusal for these findings, with the text that <c>check</c> prints.</summary>
    public PlanRefusedException(IReadOnlyList<Finding> findings)
        : base(FindingsTable.Text(findings)) => Findings = findings;

    /// <summary>The findings, in the order of reports.</summary>
    public IReadOnlyList<Finding> Findings { get; }
}
