using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>The parts of an AuthorizationPolicy with the paths that findings write.</summary>
internal static class PolicyParts
{
    public static bool Allows(this Manifest<AuthorizationPolicy> policy) =>
        policy.Object.Spec?.Action is null or AuthorizationPolicyAction.Allow;

    public static bool Denies(this Manifest<AuthorizationPolicy> policy) => policy.Object.Spec?.Action is AuthorizationPolicyAction.Deny;

    /// <summary>Whether the policy is only logged (<c>istio.io/dry-run</c>, which Istio reads as Go's ParseBool).</summary>
    public static bool IsDryRun(this Manifest<AuthorizationPolicy> policy) =>
        policy.Annotations.TryGetValue("istio.io/dry-run", out var text) && text is "1" or "t" or "T" or "true" or "TRUE" or "True";

    public static IReadOnlyList<AuthorizationPolicyRule> Rules(this Manifest<AuthorizationPolicy> policy) =>
        (IReadOnlyList<AuthorizationPolicyRule>?)policy.Object.Spec?.Rules ?? [];

    /// <summary>Whether a rule asks for nothing, and so matches every request.</summary>
    public static bool MatchesEverything(this AuthorizationPolicyRule rule) =>
        rule.From is null or [] && rule.To is null or [] && rule.When is null or [];

    public static SourcePart[] Sources(this Manifest<AuthorizationPolicy> policy) => policy.Parts(PolicyPartLists.Of).Sources;

    /// <summary>The sources of one rule.</summary>
    public static ArraySegment<SourcePart> Sources(this Manifest<AuthorizationPolicy> policy, int rule) => PolicyPartLists.OfRule(policy.Sources(), rule);

    public static OperationPart[] Operations(this Manifest<AuthorizationPolicy> policy) => policy.Parts(PolicyPartLists.Of).Operations;

    /// <summary>The operations of one rule.</summary>
    public static ArraySegment<OperationPart> Operations(this Manifest<AuthorizationPolicy> policy, int rule) => PolicyPartLists.OfRule(policy.Operations(), rule);

    public static ConditionPart[] Conditions(this Manifest<AuthorizationPolicy> policy) => policy.Parts(PolicyPartLists.Of).Conditions;

    /// <summary>The conditions with a key: they say the same as a field of a source or an operation.</summary>
    public static IEnumerable<ConditionPart> Conditions(this Manifest<AuthorizationPolicy> policy, string key) =>
        policy.Conditions() is { Length: > 0 } conditions ? conditions.Where(part => part.Condition.Key == key) : [];

    /// <summary>The conditions of one rule.</summary>
    public static ArraySegment<ConditionPart> Conditions(this Manifest<AuthorizationPolicy> policy, int rule) => PolicyPartLists.OfRule(policy.Conditions(), rule);

    /// <summary>The sources of rules.</summary>
    public static IEnumerable<SourcePart> SourcesIn(IReadOnlyList<AuthorizationPolicyRule> rules)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            for (var item = 0; item < (rules[rule].From?.Count ?? 0); item++)
            {
                if (rules[rule].From![item].Source is { } source)
                {
                    yield return new SourcePart(rule, item, rules[rule], source);
                }
            }
        }
    }

    /// <summary>The operations of rules.</summary>
    public static IEnumerable<OperationPart> OperationsIn(IReadOnlyList<AuthorizationPolicyRule> rules)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            for (var item = 0; item < (rules[rule].To?.Count ?? 0); item++)
            {
                if (rules[rule].To![item].Operation is { } operation)
                {
                    yield return new OperationPart(rule, item, rules[rule], operation);
                }
            }
        }
    }

    /// <summary>The conditions of rules.</summary>
    public static IEnumerable<ConditionPart> ConditionsIn(IReadOnlyList<AuthorizationPolicyRule> rules)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            for (var item = 0; item < (rules[rule].When?.Count ?? 0); item++)
            {
                yield return new ConditionPart(rule, item, rules[rule], rules[rule].When![item]);
            }
        }
    }
}
