using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>
/// <c>rules: [{}]</c> in an ALLOW policy: one pair of braces away from <c>{}</c>, which denies. So is a rule that asks for what every request has, and so are
/// rules of which one names what another leaves out.
/// </summary>
internal sealed class AllowsEverybody : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS301",
        Level = FindingLevel.Warning,
        Title = "policy allows everybody",
        Remedy = "name the callers, or write spec: {} if the policy was meant to allow nothing",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    /// <remarks>One object says nearly all of it: without workloads only ports that no workload has are taken for some.</remarks>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        view.All<AuthorizationPolicy>().Where(policy => policy.Allows()).SelectMany(policy => Check(policy, Ports(view, policy)));

    private IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> policy, IReadOnlySet<int>? ports)
    {
        var rules = policy.Rules();
        var ways = new List<(Ask Ask, int Rule)>();
        var isFound = false;
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var asks = RuleAsks.Of(policy, rule, ports);
            ways.AddRange(asks.OfType<Ask>().Select(ask => (ask, rule)));
            if (asks is [null])
            {
                isFound = true;
                var what = rules[rule].MatchesEverything() ? "an empty rule matches every request" : "what it asks for, every request has";
                yield return Find(policy, $"spec.rules[{rule}]", $"{what}, so everybody may call, without a certificate too");
            }
        }

        if (!isFound && ways.GroupBy(way => way.Ask.Attribute).FirstOrDefault(group => AsksTogether.AreAll([.. group.Select(way => way.Ask)])) is { } together)
        {
            var numbers = together.Select(way => way.Rule).Distinct().ToList();
            yield return numbers is [var only]
                ? Find(policy, $"spec.rules[{only}]", "its parts together have every request, so everybody may call, without a certificate too")
                : Find(policy, "spec.rules", $"the rules {string.Join(" and ", numbers)} together have every request, so everybody may call, without a certificate too");
        }
    }

    /// <summary>The ports of all workloads that a policy is for; null where there are none, one does not say its own, or the policy leaves out no ports.</summary>
    private static HashSet<int>? Ports(RuleView view, Manifest<AuthorizationPolicy> policy)
    {
        if (!LeavesOutPorts(policy))
        {
            return null;
        }

        var workloads = view.Attachment.Of(policy);
        return workloads.Count > 0 && workloads.All(workload => workload.Ports.Count > 0)
            ? [.. workloads.SelectMany(workload => workload.Ports).Select(port => port.Number)] : null;
    }

    private static bool LeavesOutPorts(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var rule in policy.Rules())
        {
            if ((rule.To ?? []).Any(to => to.Operation?.NotPorts is { Count: > 0 }) || (rule.When ?? []).Any(when => when.NotValues is { Count: > 0 }))
            {
                return true;
            }
        }

        return false;
    }
}
