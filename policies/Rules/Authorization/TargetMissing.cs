using Manifests.Core.V1;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A policy attached to something that is not there, or to a Service that no waypoint serves.</summary>
internal sealed class TargetMissing : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS332",
        Level = FindingLevel.Error,
        Title = "policy attached to nothing",
        Remedy = "mend targetRefs; for a Service, label it or its namespace istio.io/use-waypoint",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<Namespace>(), Input.Kind<Service>(), Input.Services, Input.Kind<Manifests.GatewayApi.V1.Gateway>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var targets = policy.Object.Spec?.TargetRefs is { Count: > 0 } several ? several : policy.Object.Spec?.TargetRef is { } one ? [one] : [];
            for (var index = 0; index < targets.Count; index++)
            {
                if (Problem(view, policy, targets[index]) is { } problem)
                {
                    yield return Find(policy, policy.Object.Spec!.TargetRefs is { Count: > 0 } ? $"spec.targetRefs[{index}]" : "spec.targetRef", $"{problem}, so the policy protects nothing");
                }
            }
        }
    }

    private static string? Problem(RuleView view, Manifest policy, AuthorizationPolicyTargetRef target)
    {
        switch (target.Kind)
        {
            case "Gateway":
                var gateways = view.All<Manifests.GatewayApi.V1.Gateway>();
                return gateways.Count > 0 && !gateways.Any(gateway => gateway.Namespace == policy.Namespace && gateway.Name == target.Name)
                    ? $"namespace {policy.Namespace} has no Gateway {target.Name}" : null;
            case "Service" when view.Services.Knows(policy.Namespace):
                if (view.Services.Find(target.Name, policy.Namespace) is null)
                {
                    return $"namespace {policy.Namespace} has no Service {target.Name}";
                }

                var own = view.All<Service>().FirstOrDefault(service => service.Namespace == policy.Namespace && service.Name == target.Name);
                var around = view.All<Namespace>().FirstOrDefault(declared => declared.Name == policy.Namespace);
                return own is not null && around is not null && !own.Labels.ContainsKey(UseWaypoint) && !around.Labels.ContainsKey(UseWaypoint)
                    ? $"Service {target.Name} uses no waypoint, and only waypoints read policies for Services" : null;
            default:
                return null;
        }
    }

    private const string UseWaypoint = "istio.io/use-waypoint";
}
