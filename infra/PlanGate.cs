using Policies;

namespace Infra;

/// <summary>
/// Stops a deployment before anything is registered: what the plan would create is checked first, and one mandatory finding ends the program.
/// </summary>
internal static class PlanGate
{
    /// <summary>What is wrong with the plan's settings and objects, in the order of reports.</summary>
    public static IReadOnlyList<Finding> Check(EnvironmentPlan plan) =>
    [
        .. plan.Regions
            .SelectMany(region => region.Manifests.SelectMany(manifest => SchemaFindings.Of(manifest.ToNode(), region.Name)))
            .Concat(plan.SettingFindings)
            .Order(Finding.Order),
    ];

    /// <summary>Lets a plan pass whose findings are all below <see cref="FindingLevel.Error"/>.</summary>
    /// <exception cref="PlanRefusedException">Some finding is an error; the message lists every one of them.</exception>
    public static void Require(EnvironmentPlan plan)
    {
        var mandatory = plan.Findings.Where(finding => finding.Rule.Level == FindingLevel.Error).ToList();
        if (mandatory.Count > 0)
        {
            throw new PlanRefusedException(mandatory);
        }
    }
}
