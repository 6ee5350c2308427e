using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>What a workload's server takes, after mesh, namespace and workload policies are put together (<c>ComposePeerAuthentication</c>).</summary>
public sealed record PeerAuthenticationModes
{
    /// <summary>The mode of every port that has none of its own.</summary>
    public required MutualTlsMode Mode { get; init; }

    /// <summary>The policy that set <see cref="Mode"/>; null for Istio's default.</summary>
    public ConfigObject<PeerAuthentication>? By { get; init; }

    /// <summary>The ports with a mode of their own, by container port.</summary>
    public required IReadOnlyDictionary<int, MutualTlsMode> Ports { get; init; }

    /// <summary>The workload's own policy, which sets <see cref="Ports"/>; null when it has none.</summary>
    public ConfigObject<PeerAuthentication>? WorkloadPolicy { get; init; }

    /// <summary>The mode of a container port, and the policy that set it; null for Istio's default.</summary>
    public (MutualTlsMode Mode, ConfigObject<PeerAuthentication>? By) On(int port) =>
        Ports.TryGetValue(port, out var mode) ? (mode, SetsPort(port) ? WorkloadPolicy : By) : (Mode, By);

    /// <summary>Puts policies together that all apply to one workload.</summary>
    /// <param name="rootNamespace">The namespace of mesh-wide policies.</param>
    /// <param name="policies">The policies. Of several of one scope the oldest counts, of equal times the first.</param>
    public static PeerAuthenticationModes Compose(string rootNamespace, IReadOnlyList<ConfigObject<PeerAuthentication>> policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ConfigObject<PeerAuthentication>? mesh = null, @namespace = null, workload = null;
        foreach (var policy in policies)
        {
            if (policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 })
            {
                workload = policy.Namespace == rootNamespace ? workload : Older(workload, policy);
            }
            else if (policy.Namespace == rootNamespace)
            {
                mesh = Older(mesh, policy);
            }
            else
            {
                @namespace = Older(@namespace, policy);
            }
        }

        var mode = MutualTlsMode.Permissive;
        ConfigObject<PeerAuthentication>? by = null;
        foreach (var policy in new[] { mesh, @namespace, workload })
        {
            if (ModeOf(policy?.Object.Spec?.Mtls?.Mode) is { } own)
            {
                (mode, by) = (own, policy);
            }
        }

        return new PeerAuthenticationModes { Mode = mode, By = by, Ports = PortsOf(workload, mode), WorkloadPolicy = workload };
    }

    private bool SetsPort(int port) =>
        WorkloadPolicy?.Object.Spec?.PortLevelMtls is { } ports
        && ports.TryGetValue(port.ToString(CultureInfo.InvariantCulture), out var entry)
        && ModeOf(entry.Mode) is not null;

    private static ConfigObject<PeerAuthentication> Older(ConfigObject<PeerAuthentication>? current, ConfigObject<PeerAuthentication> candidate) =>
        current is null || Nullable.Compare(candidate.Created, current.Created) < 0 ? candidate : current;

    private static Dictionary<int, MutualTlsMode> PortsOf(ConfigObject<PeerAuthentication>? workload, MutualTlsMode inherited)
    {
        var ports = new Dictionary<int, MutualTlsMode>();
        foreach (var (text, entry) in workload?.Object.Spec?.PortLevelMtls ?? [])
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                ports[port] = ModeOf(entry.Mode) ?? inherited;
            }
        }

        return ports;
    }

    private static MutualTlsMode? ModeOf(PeerAuthenticationMode? mode) => mode switch
    {
        PeerAuthenticationMode.Disable => MutualTlsMode.Disable,
        PeerAuthenticationMode.Permissive => MutualTlsMode.Permissive,
        PeerAuthenticationMode.Strict => MutualTlsMode.Strict,
        _ => null,
    };
}
