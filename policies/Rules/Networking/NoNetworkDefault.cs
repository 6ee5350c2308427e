using Manifests.Core.V1;
using Manifests.Networking.V1;

namespace Policies.Rules.Networking;

/// <summary>Pods that the network lets everybody reach, in a cluster that has NetworkPolicies.</summary>
internal sealed class NoNetworkDefault : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS504",
        Level = FindingLevel.Warning,
        Title = "no NetworkPolicy for ingress",
        Remedy = "add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress] to the namespace, after those that allow what is needed",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Namespace>(), Input.Kind<NetworkPolicy>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (view.All<NetworkPolicy>().Count == 0)
        {
            yield break;
        }

        foreach (var own in view.All<Namespace>())
        {
            var open = view.Workloads.In(own.Name).Where(workload => !workload.IsHostNetwork && view.Network.Ingress(workload).Count == 0).ToList();
            if (open.Count > 0)
            {
                yield return Find(own, "", $"no NetworkPolicy selects {Words.List(open, workload => workload.Name)} for ingress, so every pod and node can connect");
            }
        }
    }
}
