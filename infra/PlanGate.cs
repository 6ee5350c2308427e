using Infra.Planning;
using Policies;
using Policies.Rules;
using Policies.Statements;
using Policies.Symbolic.Intent;
using Policies.Symbolic.Servers;

namespace Infra;

/// <summary>
/// Stops a deployment before anything is registered: what the plan would create is checked first, and one mandatory finding ends the program.
/// </summary>
internal static class PlanGate
{
    /// <summary>What is wrong with the plan, in the order of reports: its objects' schemas, the rules over all of them, the proofs that they mean the intent
    /// and the statements, and what the settings say already. The environment's levels and suppressions come later.</summary>
    public static IReadOnlyList<Finding> Check(EnvironmentPlan plan)
    {
        var fleet = PlanFleet.Of(plan);
        var servers = new FleetServers(fleet);
        // None needs another; the two proofs read the same clusters, so the second finds what the first has sorted.
        IReadOnlyList<Func<IReadOnlyList<Finding>>> checks =
        [
            () => SchemaFindings.Of(fleet),
            () => [.. IntentFindings.Of(fleet, servers), .. StatementFindings.Of(StatementProof.Of(fleet, plan.Statements, servers))],
            () => plan.SettingFindings,
            () => Rulebook.Check(new RuleInput { Fleet = fleet, Today = plan.Today }),
        ];
        return [.. InParallel.Map(checks, check => check()).SelectMany(found => found).Order(Finding.Order)];
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
