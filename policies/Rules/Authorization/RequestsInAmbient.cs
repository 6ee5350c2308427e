using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>A policy about requests for ambient workloads: ztunnel sees connections only.</summary>
internal sealed class RequestsInAmbient : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS339",
        Level = FindingLevel.Error,
        Title = "policy about requests that ztunnel cannot read",
        Remedy = "attach the policy to the Service or its waypoint with targetRefs, or leave out what only requests have",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var ambient = view.Attachment.Of(policy).Where(workload => workload.DataPlane is DataPlane.Ambient).ToList();
            for (var index = 0; ambient.Count > 0 && index < policy.Rules().Count; index++)
            {
                if ((policy.Allows() || policy.Denies()) && HttpAttribute.First(policy, index) is { } attribute)
                {
                    var meaning = policy.Allows() ? "leaves the whole rule out, so it allows nothing" : "does not enforce a rule with such a part (istio#54275), so it denies nothing";
                    yield return Find(
                        policy, $"spec.rules[{index}]", $"ztunnel, which guards {Words.List(ambient, workload => workload.Name)}, sees no {attribute} and {meaning}");
                }
            }
        }
    }
}
