using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Istio;

namespace Policies.Rules.Authentication;

/// <summary>A STRICT workload in a namespace whose mode is DISABLE: clients decide by the namespace and speak plaintext.</summary>
internal sealed class UnreachableStrict : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS209",
        Level = FindingLevel.Error,
        Title = "STRICT workload that clients call in plaintext",
        Remedy = "make the namespace PERMISSIVE instead of DISABLE, or give the service a DestinationRule with tls mode ISTIO_MUTUAL",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh, Input.Services, Input.Kind<DestinationRule>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var withTls = view.All<DestinationRule>()
            .Where(rule => rule.Object.Spec?.TrafficPolicy?.Tls is not null)
            .Select(rule => view.Services.Qualify(rule.Object.Spec!.Host, rule.Namespace)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var policy in view.All<PeerAuthentication>())
        {
            if (policy.Object.Spec is { Mtls.Mode: PeerAuthenticationMode.Strict, Selector.MatchLabels: { Count: > 0 } labels }
                && view.Modes.ModeOf(policy.Namespace) is MutualTlsMode.Disable)
            {
                var unreachable = view.Workloads.Select(policy.Namespace, labels)
                    .Where(workload => view.Modes.Holds(policy, workload) && view.Services.Of(workload) is { Count: > 0 } services
                        && !services.Any(service => withTls.Contains(service.Host))).ToList();
                if (unreachable.Count > 0)
                {
                    yield return Find(
                        policy,
                        "spec.mtls.mode",
                        $"namespace {policy.Namespace} is DISABLE, by which clients choose plaintext, so {Words.List(unreachable, workload => workload.Name)} refuses every call");
                }
            }
        }
    }
}
