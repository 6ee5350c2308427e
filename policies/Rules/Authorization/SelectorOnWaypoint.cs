using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>A selector that picks a waypoint, which reads only what is attached to it.</summary>
internal sealed class SelectorOnWaypoint : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS340",
        Level = FindingLevel.Error,
        Title = "selector for a waypoint",
        Remedy = "attach the policy with targetRefs to the Gateway, or to the Services behind it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 } labels
                && view.Workloads.Select(policy.Namespace, labels).FirstOrDefault(workload => workload.DataPlane is DataPlane.Waypoint) is { } waypoint)
            {
                yield return Find(policy, "spec.selector", $"it picks waypoint {waypoint.Name}, and waypoints read no policy with a selector");
            }
        }
    }
}
