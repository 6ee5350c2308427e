using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authentication;

/// <summary>Modes of ports in a policy for a whole namespace, where Istio leaves them out.</summary>
internal sealed class PortLevelWithoutSelector : ObjectRule<PeerAuthentication>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS203",
        Level = FindingLevel.Error,
        Title = "portLevelMtls without selector",
        Remedy = "move the ports to a PeerAuthentication that selects their workload",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<PeerAuthentication> manifest)
    {
        if (manifest.Object.Spec is { PortLevelMtls: { Count: > 0 } ports, Selector: null or { MatchLabels: null or { Count: 0 } } })
        {
            yield return Find(manifest, "spec.portLevelMtls", $"without a selector Istio leaves the modes of ports out: {Words.List(ports.Keys)}");
        }
    }
}
