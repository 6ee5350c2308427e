using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>Findings as the answer that the engine reads.</summary>
internal static class PackResponse
{
    /// <summary>The findings of enabled rules; where some could be about a placeholder, the rule says that it did not apply.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="levels">How strictly each rule is enforced.</param>
    /// <param name="urn">The resource that all of them are about; null for the one that is the place of each.</param>
    public static AnalyzeResponse Of(IEnumerable<Finding> findings, PolicyLevels levels, string? urn = null)
    {
        var enabled = findings.Where(finding => levels.Enables(finding.Rule)).ToLookup(PropertyReader.IsUncertain);
        var certain = enabled[false].Select(finding => PackPolicies.Diagnose(finding, urn ?? finding.Source?.File ?? "", levels.Of(finding.Rule))).ToList();
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
