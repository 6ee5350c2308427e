using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>Findings as the answer that the engine reads.</summary>
internal static class PackResponse
{
    /// <summary>The findings of enabled rules; where some could be about a placeholder, the rule says that it did not apply.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="levels">How strictly each rule is enforced.</param>
    /// <param name="urnOf">The resource that a finding is about; empty for the stack.</param>
    public static AnalyzeResponse Of(IEnumerable<Finding> findings, PolicyLevels levels, Func<Finding, string> urnOf)
    {
        var enabled = findings.Where(finding => levels.Enables(finding.Rule)).ToLookup(PropertyReader.IsUncertain);
        var certain = enabled[false].Select(finding => PackPolicies.Diagnose(finding, urnOf(finding), levels.Of(finding.Rule))).ToList();
        var response = new AnalyzeResponse { Diagnostics = { certain } };
        response.NotApplicable.AddRange(enabled[true]
            .Select(finding => finding.Rule.Code)
            .Except(certain.Select(diagnostic => diagnostic.PolicyName))
            .Order(StringComparer.Ordinal)
            .Select(code => NotApplicable(code, "hangs on a secret value, or on one that is known after the deployment")));
        return response;
    }

    /// <summary>None of the rules applies.</summary>
    public static AnalyzeResponse NotApplicable(IEnumerable<Rule> rules, string reason) =>
        new() { NotApplicable = { rules.Select(rule => NotApplicable(rule.Code, reason)) } };

    private static PolicyNotApplicable NotApplicable(string code, string reason) => new() { PolicyName = code, Reason = reason };
}
