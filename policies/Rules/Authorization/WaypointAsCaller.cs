using Manifests.Istio.Security.V1;
using Policies.Evaluation.Authorization;
using Policies.Model;
using GatewayApi = Manifests.GatewayApi.V1;

namespace Policies.Rules.Authorization;

/// <summary>Policies at an ambient workload that name the callers, where all that arrives comes from its waypoint and has the waypoint's identity.</summary>
internal sealed class WaypointAsCaller : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS345",
        Level = FindingLevel.Error,
        Title = "callers that only the waypoint sees",
        Remedy = "attach the policy about callers to the Service with targetRefs, and let the waypoint's service account in at the workload",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh, Input.Services, Input.Kind<GatewayApi.Gateway>(), Input.Namespaces,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var reported = new HashSet<Manifest>(ReferenceEqualityComparer.Instance);
        foreach (var workload in view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Ambient))
        {
            if (view.Services.Of(workload).Select(view.Waypoints.OfService).OfType<Workload>().FirstOrDefault() is not { Identity: { } identity } waypoint)
            {
                continue;
            }

            var policies = view.Attachment.Of(workload).Where(policy => !policy.IsDryRun()).ToList();
            var allowing = policies.Where(policy => policy.Allows()).ToList();
            if (allowing.Count > 0 && !allowing.Exists(policy => MayMatch(policy, identity)) && reported.Add(allowing[^1]))
            {
                yield return Find(
                    allowing[^1], "spec.rules", $"what reaches {workload.Name} through its Service comes from the waypoint {waypoint} and has its identity, {identity}, which no ALLOW policy at the workload lets in");
            }

            foreach (var policy in policies.Where(policy => policy.Denies() && policy.Sources().Any(source => source.AsksForIdentity) && !MayMatch(policy, identity) && reported.Add(policy)))
            {
                yield return Find(
                    policy, "spec.rules", $"what reaches {workload.Name} through its Service comes from the waypoint {waypoint} and has its identity, {identity}, so these callers pass through the waypoint undenied");
            }
        }
    }

    /// <summary>Whether a rule fits the identity, whatever else it asks for.</summary>
    private static bool MayMatch(Manifest<AuthorizationPolicy> policy, string identity) => Enumerable.Range(0, policy.Rules().Count)
        .Any(rule => policy.Rules()[rule].From is null or [] || policy.Sources(rule).Any(source => MayMatch(source.Source, identity, policy.Namespace)));

    private static bool MayMatch(AuthorizationPolicySource source, string identity, string @namespace) =>
        Fits(source.Principals, source.NotPrincipals, value => IdentityMatching.IsPrincipal(identity, value))
        && Fits(source.Namespaces, source.NotNamespaces, value => IdentityMatching.IsInNamespace(identity, value))
        && Fits(source.ServiceAccounts, source.NotServiceAccounts, value => IdentityMatching.IsServiceAccount(identity, value, @namespace));

    private static bool Fits(IReadOnlyList<string>? values, IReadOnlyList<string>? notValues, Func<string, bool> matches) =>
        (values is not { Count: > 0 } || values.Any(matches)) && !(notValues ?? []).Any(matches);
}
