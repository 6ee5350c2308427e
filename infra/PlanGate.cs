using Infra.Planning;
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
    /// <summary>What is wrong with the plan, in the order of reports: its objects' schemas, the rules over all of them, the proofs that they mean the intent and the
    /// statements, and what the settings say already.</summary>
    public static IReadOnlyList<Finding> Check(EnvironmentPlan plan)
    {
        var input = new RuleInput { Fleet = PlanFleet.Of(plan), Today = plan.Today };
        // Neither needs the other, and each takes as long as the rest.
        var rules = Task.Run(() => Rulebook.Check(input));
        IReadOnlyList<Finding> others =
        [
            .. input.Fleet.Clusters.SelectMany(cluster => cluster.Manifests.SelectMany(node => SchemaFindings.Of(node, cluster.Region))),
            .. IntentFindings.Of(input.Fleet),
            .. StatementFindings.Of(StatementProof.Of(input.Fleet, plan.Statements)),
            .. plan.SettingFindings,
        ];
        return plan.Policies.Apply([.. others.Concat(rules.GetAwaiter().GetResult()).Order(Finding.Order)], plan.Today);
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
