using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Workloads whose ALLOW policies are all dry-run: nothing is enforced, so everything is allowed.</summary>
internal sealed class OnlyDryRun : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS337",
        Level = FindingLevel.Warning,
        Title = "ALLOW policies that are only rehearsed",
        Remedy = "remove the annotation istio.io/dry-run from the policy, or add an enforced default deny",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (policy.Allows() && policy.IsDryRun()
                && view.Attachment.Of(policy).FirstOrDefault(workload => !view.Attachment.Of(workload).Any(IsEnforced)) is { } open)
            {
                yield return Find(
                    policy,
                    "metadata.annotations['istio.io/dry-run']",
                    $"{open.Name} has no ALLOW policy that is enforced, so while this one is rehearsed everybody may call it");
            }
        }
    }

    private static bool IsEnforced(Manifest<AuthorizationPolicy> policy) => policy.Allows() && !policy.IsDryRun();
}
