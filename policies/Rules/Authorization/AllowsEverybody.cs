using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary><c>rules: [{}]</c> in an ALLOW policy: one pair of braces away from <c>{}</c>, which denies. So is a rule that has a star wherever it asks.</summary>
internal sealed class AllowsEverybody : ObjectRule<AuthorizationPolicy>
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
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        var rules = manifest.Rules();
        for (var rule = 0; rule < rules.Count && manifest.Allows(); rule++)
        {
            if (rules[rule].MatchesEverything())
            {
                yield return Find(
                    manifest,
                    $"spec.rules[{rule}]",
                    "an empty rule matches every request, so everybody may call, without a certificate too");
            }
            else if (rules[rule].When is null or [] && IsFrom(manifest, rule) && IsTo(manifest, rule))
            {
                yield return Find(
                    manifest,
                    $"spec.rules[{rule}]",
                    "what it asks for, every request has, so everybody may call, without a certificate too");
            }
        }
    }

    private static bool IsFrom(Manifest<AuthorizationPolicy> policy, int rule) =>
        policy.Rules()[rule].From is null or [] || policy.Sources(rule).Any(part => part.IsEverybody);

    private static bool IsTo(Manifest<AuthorizationPolicy> policy, int rule) =>
        policy.Rules()[rule].To is null or [] || policy.Operations(rule).Any(part => part.IsEverything);
}
