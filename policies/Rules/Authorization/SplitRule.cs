using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A dash too many: <c>- from:</c> and <c>- to:</c> as two rules, which are alternatives.</summary>
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
            if (first is { From.Count: > 0, To: null or [], When: null or [] } && second is { From: null or [], To.Count: > 0, When: null or [] })
            {
                var verb = manifest.Allows() ? "may make every request, and everybody may make" : "may make no request, and nobody may make";
                yield return Find(
                    manifest,
                    $"spec.rules[{rule}]",
                    $"a rule of its own, so rule {rule - 1}'s callers {verb} those of rule {rule}");
            }
        }
    }
}
