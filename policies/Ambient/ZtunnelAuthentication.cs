using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Ambient;

/// <summary>
/// Which ports of an ambient workload refuse peers without identity. istiod has two means: a static policy that refuses them everywhere, and one that it
/// makes of the workload's own PeerAuthentication where that has ports (istio: pilot/pkg/serviceregistry/ambient, <c>convertedSelectorPeerAuthentications</c>
/// and <c>convertPeerAuthentication</c>). Where the two do not fit together, a port that says STRICT takes plaintext; this says so too.
/// </summary>
public sealed class ZtunnelAuthentication
{
    private readonly bool _refusesEverywhere;
    private readonly HashSet<int> _refusedPorts;
    private readonly HashSet<int>? _openPorts;

    private ZtunnelAuthentication(ConfigObject<PeerAuthentication>? policy, bool refusesEverywhere, HashSet<int> refusedPorts, HashSet<int>? openPorts)
    {
        DecidedBy = policy;
        _refusesEverywhere = refusesEverywhere;
        _refusedPorts = refusedPorts;
        _openPorts = openPorts;
    }

    /// <summary>The PeerAuthentication that decides; null where there is none.</summary>
    public ConfigObject<PeerAuthentication>? DecidedBy { get; }

    /// <summary>The ports that differ from the others.</summary>
    internal IEnumerable<int> PortsNamed => _refusedPorts.Concat(_openPorts ?? []);

    /// <summary>Finds what applies to a workload.</summary>
    public static ZtunnelAuthentication Of(Cluster cluster, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(workload);
        var root = cluster.Mesh.RootNamespace;
        var mesh = Oldest(cluster, policy => policy.Namespace == root && (workload.Namespace == root ? !Selects(policy) : !HasSelector(policy)));
        var @namespace = workload.Namespace == root ? null : Oldest(cluster, policy => policy.Namespace == workload.Namespace && !Selects(policy));
        var own = workload.Namespace == root
            ? null
            : Oldest(cluster, policy => policy.Namespace == workload.Namespace && Selects(policy) && Labels(policy).Matches(workload.Labels));

        var isStrict = Mode(mesh) is PeerAuthenticationMode.Strict;
        isStrict = IsUnset(@namespace) ? isStrict : Mode(@namespace) is PeerAuthenticationMode.Strict;
        var parent = IsUnset(@namespace) ? mesh : @namespace;
        if (own is null)
        {
            return new ZtunnelAuthentication(parent, isStrict, [], null);
        }

        var mode = Mode(own);
        isStrict = mode is PeerAuthenticationMode.Strict || (mode is PeerAuthenticationMode.Unset && isStrict);
        if (!IsReferenced(own, mode, isStrict))
        {
            return new ZtunnelAuthentication(mode is PeerAuthenticationMode.Unset ? parent : own, isStrict, [], null);
        }

        // The static policy goes where the converted one says it all itself: where it opens ports under a strict mode.
        // What it is made of are policies without any selector, while a selector without labels is enough above.
        var (refused, open) = Convert(
            own,
            Oldest(cluster, policy => policy.Namespace == workload.Namespace && !HasSelector(policy)),
            Oldest(cluster, policy => policy.Namespace == root && !HasSelector(policy)));
        return new ZtunnelAuthentication(own, false, refused, open);
    }

    /// <summary>Whether a connection without identity is refused at a port.</summary>
    public bool RefusesPlaintext(int port) =>
        _refusesEverywhere || _refusedPorts.Contains(port) || (_openPorts is { } open && !open.Contains(port));

    /// <summary>Whether istiod attaches the policy that it makes of a workload's own: only where a port differs from what holds for the rest.</summary>
    private static bool IsReferenced(ConfigObject<PeerAuthentication> own, PeerAuthenticationMode mode, bool isStrict)
    {
        var ports = Ports(own).Select(port => port.Mode).ToList();
        return mode is PeerAuthenticationMode.Strict ? ports.Exists(port => port is PeerAuthenticationMode.Permissive or PeerAuthenticationMode.Disable)
            : mode is PeerAuthenticationMode.Unset && isStrict ? ports.Contains(PeerAuthenticationMode.Permissive)
            : ports.Contains(PeerAuthenticationMode.Strict);
    }

    /// <summary>The ports that the converted policy refuses one by one, and those that it leaves open while it refuses all others; null where it refuses no others.</summary>
    private static (HashSet<int> Refused, HashSet<int>? Open) Convert(
        ConfigObject<PeerAuthentication> own,
        ConfigObject<PeerAuthentication>? @namespace,
        ConfigObject<PeerAuthentication>? mesh)
    {
        var mode = Mode(own);
        var isMeshStrict = Mode(mesh) is PeerAuthenticationMode.Strict;
        var isNamespaceStrict = Mode(@namespace) is PeerAuthenticationMode.Strict;
        var refused = new HashSet<int>();
        var open = new HashSet<int>();
        foreach (var (port, portMode) in Ports(own))
        {
            if (portMode is PeerAuthenticationMode.Strict)
            {
                // Upstream's own precedence of && over ||: a strict mesh counts as the parent even where the workload's mode is not strict.
                var isParentStrict = mode is PeerAuthenticationMode.Strict
                    || (mode is PeerAuthenticationMode.Unset && isNamespaceStrict)
                    || (IsUnset(@namespace) && isMeshStrict);
                if (!isParentStrict)
                {
                    refused.Add(port);
                }
            }
            else if (portMode is not PeerAuthenticationMode.Unset && IsException(mode, @namespace, mesh))
            {
                open.Add(port);
            }
        }

        var isMerged = (isMeshStrict && (IsUnset(@namespace) || isNamespaceStrict)) || isNamespaceStrict;
        var refusesOthers = open.Count > 0 && (mode is PeerAuthenticationMode.Strict || isMerged);
        return (refused, refusesOthers ? open : null);
    }

    /// <summary>Whether an open port is an exception from something strict.</summary>
    private static bool IsException(PeerAuthenticationMode mode, ConfigObject<PeerAuthentication>? @namespace, ConfigObject<PeerAuthentication>? mesh) =>
        mode is PeerAuthenticationMode.Strict
        || (mode is PeerAuthenticationMode.Unset
            && (@namespace is null ? Mode(mesh) is PeerAuthenticationMode.Strict : Mode(@namespace) is PeerAuthenticationMode.Strict));

    private static ConfigObject<PeerAuthentication>? Oldest(Cluster cluster, Func<ConfigObject<PeerAuthentication>, bool> applies) =>
        cluster.PeerAuthentications.FirstOrDefault(applies);

    private static IReadOnlyDictionary<string, string>? Labels(ConfigObject<PeerAuthentication> policy) => policy.Object.Spec?.Selector?.MatchLabels;

    private static bool Selects(ConfigObject<PeerAuthentication> policy) => Labels(policy) is { Count: > 0 };

    private static bool HasSelector(ConfigObject<PeerAuthentication> policy) => policy.Object.Spec?.Selector is not null;

    private static bool IsUnset(ConfigObject<PeerAuthentication>? policy) => Mode(policy) is PeerAuthenticationMode.Unset;

    private static PeerAuthenticationMode Mode(ConfigObject<PeerAuthentication>? policy) => policy?.Object.Spec?.Mtls?.Mode ?? PeerAuthenticationMode.Unset;

    private static IEnumerable<(int Port, PeerAuthenticationMode Mode)> Ports(ConfigObject<PeerAuthentication> policy) =>
        from port in policy.Object.Spec?.PortLevelMtls ?? []
        where ushort.TryParse(port.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select (int.Parse(port.Key, CultureInfo.InvariantCulture), port.Value.Mode ?? PeerAuthenticationMode.Unset);
}
