using Policies;

namespace Infra;

/// <summary>The plan has findings that no deployment may have.</summary>
internal sealed class PlanRefusedException : Exception
{
    /// <summary>A refusal for these findings.</summary>
    public PlanRefusedException(IReadOnlyList<Finding> findings)
        : base(string.Join('\n', findings.Select(Line))) => Findings = findings;

    /// <summary>The findings, in the order of reports.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Line(Finding finding) =>
        $"{finding.Rule.Code} {finding.Subject}: {finding.Message}; {finding.Remedy ?? finding.Rule.Remedy}";
}
