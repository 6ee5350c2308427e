using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authentication;

/// <summary>
/// A port whose mode ztunnel does not keep: a DISABLE does not lift a STRICT parent, and of some combinations istiod makes no policy at all.
/// </summary>
internal sealed class PortModeInAmbient : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS211",
        Level = FindingLevel.Error,
        Title = "port mode that ztunnel does not keep",
        Remedy = "state mtls.mode STRICT in the policy, and PERMISSIVE for the ports that may be called in plaintext",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<PeerAuthentication>().Where(policy => policy.Object.Spec is { Selector.MatchLabels.Count: > 0, PortLevelMtls.Count: > 0 }))
        {
            var workload = view.Workloads.Select(policy.Namespace, policy.Object.Spec!.Selector!.MatchLabels)
                .FirstOrDefault(workload => workload.DataPlane is DataPlane.Ambient && view.Modes.Holds(policy, workload));
            if (workload is null)
            {
                continue;
            }

            foreach (var (port, own) in Ports(policy.Object.Spec.PortLevelMtls!))
            {
                var refuses = view.ModesOfZtunnel(workload).RefusesPlaintext(port);
                if (own is not PeerAuthenticationMode.Unset && refuses != own is PeerAuthenticationMode.Strict)
                {
                    yield return Find(
                        policy,
                        $"spec.portLevelMtls['{port}']",
                        refuses
                            ? $"ztunnel, which guards {workload.Name}, goes on to refuse plaintext at port {port}: a STRICT that the policy inherits is lifted by PERMISSIVE only"
                            : $"ztunnel, which guards {workload.Name}, takes plaintext at port {port}: istiod takes the STRICT of the mesh for the workload's own and sends none for the port");
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<int, PeerAuthenticationMode>> Ports(Manifests.ValueMap<PeerAuthenticationPortLevelMtls> ports) =>
        from entry in ports
        where ushort.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select KeyValuePair.Create(int.Parse(entry.Key, CultureInfo.InvariantCulture), entry.Value.Mode ?? PeerAuthenticationMode.Unset);
}
