using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Networking;

/// <summary>Egress policies that keep pods from DNS.</summary>
internal sealed class DnsBlocked : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS508",
        Level = FindingLevel.Error,
        Title = "NetworkPolicy that keeps pods from DNS",
        Remedy = "allow egress to port 53, UDP and TCP, of the cluster's DNS",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<NetworkPolicy>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var told = new HashSet<int>();
        foreach (var workload in view.Workloads.All.Where(workload => workload.DataPlane is not DataPlane.Waypoint && !workload.IsHostNetwork))
        {
            var policies = view.Network.Egress(workload);
            if (policies.Count > 0 && !policies.Any(policy => (policy.Object.Spec?.Egress ?? []).Any(rule => NetworkSelection.Has(rule.Ports, 53, "UDP")))
                && told.Add(policies[0].Index))
            {
                var others = view.Network.Of(policies[0]);
                yield return Find(policies[0], "spec", $"{Words.List(others, other => other.Name)} may not call port 53 (UDP): without DNS no name resolves, and every call fails as if the server were gone");
            }
        }
    }
}
