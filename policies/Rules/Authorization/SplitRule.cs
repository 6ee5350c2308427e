using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A dash too many: <c>- from:</c> and <c>- to:</c> (or <c>- when:</c>) as two rules, which are alternatives.</summary>
internal sealed class SplitRule : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS303",
        Level = FindingLevel.Warning,
        Title = "from and to in two rules",
        Remedy = "remove the dash before to, so that one rule has both",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        var rules = manifest.Rules();
        for (var rule = 1; rule < rules.Count && (manifest.Allows() || manifest.Denies()); rule++)
        {
            var (first, second) = (rules[rule - 1], rules[rule]);
            if (IsOfCallers(first) && IsOfRequests(second))
            {
                var verb = manifest.Allows() ? "may make every request, and everybody may make" : "may make no request, and nobody may make";
                yield return Find(
                    manifest,
                    $"spec.rules[{rule}]",
                    $"a rule of its own, so rule {rule - 1}'s callers {verb} those of rule {rule}");
            }
            else if (rules.Count == 2 && IsOfRequests(first) && IsOfCallers(second))
            {
                var verb = manifest.Allows()
                    ? "everybody may make rule 0's requests, and rule 1's callers every request"
                    : "nobody may make rule 0's requests, and rule 1's callers none at all";
                yield return Find(manifest, "spec.rules[1]", $"a rule of its own, so {verb}");
            }
        }
    }

    /// <summary>Whether a rule says who calls, and nothing of what is called.</summary>
    private static bool IsOfCallers(AuthorizationPolicyRule rule) =>
        rule.To is null or [] && (rule.From is { Count: > 0 } || rule.When is { Count: > 0 }) && Keys(rule).All(key => key.IsOfCaller);

    /// <summary>Whether a rule says what is called, and nothing of who calls.</summary>
    private static bool IsOfRequests(AuthorizationPolicyRule rule) =>
        rule.From is null or [] && (rule.To is { Count: > 0 } || rule.When is { Count: > 0 }) && Keys(rule).All(key => !key.IsOfCaller);

    private static IEnumerable<ConditionPart> Keys(AuthorizationPolicyRule rule) => PolicyParts.ConditionsIn([rule]);
}
