using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>An ALLOW policy without rules that was taken for a veto.</summary>
internal sealed class OverruledAllowNothing : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS302",
        Level = FindingLevel.Warning,
        Title = "allow-nothing policy without effect",
        Remedy = "to forbid calls whatever else allows them, write action: DENY with rules: [{}]; otherwise remove the policy",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var attachment = view.Attachment;
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            // Without a selector it is the default of a namespace, which holds for what will be added too.
            if (policy.Allows() && policy.Rules().Count == 0 && policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 }
                && attachment.Of(policy) is { Count: > 0 } workloads
                && workloads.All(workload => Opener(attachment, policy, workload) is not null))
            {
                var opener = Opener(attachment, policy, workloads[0])!;
                yield return Find(
                    policy,
                    "spec",
                    $"ALLOW without rules is no veto: whatever {opener.Reference} and others allow stays allowed, so the policy changes nothing for "
                    + Words.List(workloads, workload => workload.Name));
            }
        }
    }

    private static Manifest<AuthorizationPolicy>? Opener(AttachedPolicies attachment, Manifest policy, Workload workload) =>
        attachment.Of(workload).FirstOrDefault(other => other.Reference != policy.Reference && other.Allows() && !other.IsDryRun() && other.Rules().Count > 0);
}
