using Infra.Planning;
using Manifests;
using Policies;
using Policies.Rules;
using Policies.Statements;
using Policies.Symbolic.Intent;

namespace Infra;

/// <summary>
/// Stops a deployment before anything is registered: what the plan would create is checked first, and one mandatory finding ends the program.
/// </summary>
internal static class PlanGate
{
    /// <summary>What is wrong with the plan, in the order of reports: its objects' schemas, the rules over all of them, the proof that they mean the intent, and what the settings say already.</summary>
    public static IReadOnlyList<Finding> Check(EnvironmentPlan plan)
    {
        var regions = plan.Regions.Select(region => (IReadOnlyList<MapNode>)[.. region.Manifests.Select(manifest => manifest.ToNode())]).ToList();
        var input = new RuleInput { Fleet = PlanFleet.Of(plan, regions), Today = plan.Today };
        IReadOnlyList<Finding> findings =
        [
            .. plan.Regions.Zip(regions, (region, nodes) => nodes.SelectMany(node => SchemaFindings.Of(node, region.Name)))
                .SelectMany(findings => findings)
                .Concat(Rulebook.Check(input))
                .Concat(IntentFindings.Of(input.Fleet))
                .Concat(StatementFindings.Of(StatementProof.Of(input.Fleet, plan.Statements)))
                .Concat(plan.SettingFindings)
                .Order(Finding.Order),
        ];
        return plan.Policies.Apply(findings, plan.Today);
    }

    /// <summary>Lets a plan pass whose findings are all below <see cref="FindingLevel.Error"/>.</summary>
    /// <exception cref="PlanRefusedException">Some finding is an error; the message lists every one of them.</exception>
    public static void Require(EnvironmentPlan plan)
    {
        var mandatory = plan.Findings.Where(finding => finding.Level == FindingLevel.Error).ToList();
        if (mandatory.Count > 0)
        {
            throw new PlanRefusedException(mandatory);
        }
    }
}
