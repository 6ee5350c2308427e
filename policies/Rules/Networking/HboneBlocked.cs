using Manifests.Networking.V1;
using Policies.Ambient;
using Policies.Model;

namespace Policies.Rules.Networking;

/// <summary>Ingress policies that allow the ports of ambient workloads and not the tunnel that leads to them.</summary>
internal sealed class HboneBlocked : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS509",
        Level = FindingLevel.Error,
        Title = "NetworkPolicy that blocks the ambient tunnel",
        Remedy = "allow port 15008 (TCP) wherever an application port of an ambient workload is allowed",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<NetworkPolicy>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var told = new HashSet<int>();
        foreach (var workload in view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Ambient))
        {
            var rules = view.Network.Ingress(workload).SelectMany(policy => policy.Object.Spec?.Ingress ?? []).ToList();
            if (rules.Count > 0 && !rules.Exists(rule => NetworkSelection.Has(rule.Ports, Hbone.Port, "TCP")) && told.Add(view.Network.Ingress(workload)[0].Index))
            {
                yield return Find(
                    view.Network.Ingress(workload)[0],
                    "spec.ingress",
                    $"calls to {workload.Name} arrive on port {Hbone.Port}, in ztunnel's tunnel, and no rule allows it: only plaintext gets through");
            }
        }
    }
}
