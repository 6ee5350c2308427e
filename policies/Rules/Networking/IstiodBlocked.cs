using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Networking;

/// <summary>Egress policies that keep sidecars from istiod.</summary>
internal sealed class IstiodBlocked : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS507",
        Level = FindingLevel.Error,
        Title = "NetworkPolicy that keeps sidecars from istiod",
        Remedy = "allow egress to port 15012 of the pods app: istiod in the root namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<NetworkPolicy>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var told = new HashSet<int>();
        foreach (var workload in view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Sidecar or DataPlane.Gateway && !workload.IsHostNetwork))
        {
            var policies = view.Network.Egress(workload);
            if (policies.Count > 0 && !policies.Any(policy => (policy.Object.Spec?.Egress ?? []).Any(rule => NetworkSelection.Has(rule.Ports, 15012, "TCP")))
                && told.Add(policies[0].Index))
            {
                var others = view.Network.Of(policies[0]);
                yield return Find(policies[0], "spec", $"{Words.List(others, other => other.Name)} may not call port 15012 (TCP): a sidecar without istiod gets neither a certificate nor configuration, and the pod never becomes ready");
            }
        }
    }
}
