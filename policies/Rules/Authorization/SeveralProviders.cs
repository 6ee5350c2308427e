using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Two authorizers for one workload, of which Istio takes one unless told otherwise.</summary>
internal sealed class SeveralProviders : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS336",
        Level = FindingLevel.Error,
        Title = "several CUSTOM providers for one workload",
        Remedy = "leave one provider per workload, or set PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS on istiod",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var custom = view.All<AuthorizationPolicy>().Where(policy => policy.Object.Spec?.Action is AuthorizationPolicyAction.Custom).ToList();
        foreach (var policy in view.Mesh.AllowsMultipleCustomProviders ? [] : custom)
        {
            foreach (var workload in view.Attachment.Of(policy))
            {
                var own = policy.Object.Spec!.Provider?.Name;
                if (view.Attachment.Of(workload).FirstOrDefault(other => IsOther(other, own)) is { } second)
                {
                    yield return Find(
                        policy,
                        "spec.provider",
                        $"{workload.Name} has '{second.Object.Spec!.Provider?.Name}' by {second.Reference} as well, and with two providers every request is denied");
                    break;
                }
            }
        }
    }

    private static bool IsOther(Manifest<AuthorizationPolicy> policy, string? provider) =>
        policy.Object.Spec is { Action: AuthorizationPolicyAction.Custom } spec && spec.Provider?.Name != provider;
}
