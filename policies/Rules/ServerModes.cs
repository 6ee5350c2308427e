using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Rules;

/// <summary>
/// The effective PeerAuthentication modes of workloads. <see cref="PeerAuthenticationModes"/> puts policies together; here is which of them are there for
/// whom, so that a selector costs what it selects, and which lose against an older one.
/// </summary>
public sealed class ServerModes
{
    private readonly Dictionary<string, ConfigObject<PeerAuthentication>> _wide = new(StringComparer.Ordinal);
    private readonly Dictionary<Workload, ConfigObject<PeerAuthentication>> _own = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, PeerAuthenticationModes> _ofNamespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<Workload, PeerAuthenticationModes> _ofWorkloads = new(ReferenceEqualityComparer.Instance);
    private readonly List<ShadowedAuthentication> _shadowed = [];
    private readonly string _root;

    /// <param name="policies">The policies, the oldest first.</param>
    /// <param name="workloads">The workloads.</param>
    /// <param name="mesh">The mesh's settings.</param>
    internal ServerModes(IReadOnlyList<ConfigObject<PeerAuthentication>> policies, WorkloadIndex workloads, MeshSettings mesh)
    {
        _root = mesh.RootNamespace;
        foreach (var policy in policies)
        {
            if (policy.Object.Spec?.Selector?.MatchLabels is not { Count: > 0 } labels)
            {
                if (!_wide.TryAdd(policy.Namespace, policy))
                {
                    _shadowed.Add(new ShadowedAuthentication(policy, _wide[policy.Namespace], Workload: null));
                }
            }
            else if (policy.Namespace != _root)
            {
                foreach (var workload in workloads.Select(policy.Namespace, labels))
                {
                    if (!_own.TryAdd(workload, policy))
                    {
                        _shadowed.Add(new ShadowedAuthentication(policy, _own[workload], workload));
                    }
                }
            }
        }
    }

    /// <summary>The policies, or their parts, that Istio leaves out because an older one has the same scope.</summary>
    public IReadOnlyList<ShadowedAuthentication> Shadowed => _shadowed;

    /// <summary>The mesh's own policy; null when there is none.</summary>
    public ConfigObject<PeerAuthentication>? OfMesh => _wide.GetValueOrDefault(_root);

    /// <summary>The policy that selects a workload; null when none does.</summary>
    public ConfigObject<PeerAuthentication>? OfWorkload(Workload workload) => _own.GetValueOrDefault(workload);

    /// <summary>Whether a policy is the one that selects a workload and holds.</summary>
    public bool Holds(Manifest<PeerAuthentication> policy, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return ReferenceEquals(OfWorkload(workload)?.Manifest, policy.Node);
    }

    /// <summary>The mode of a namespace's workloads that have no policy of their own.</summary>
    public MutualTlsMode ModeOf(string @namespace) => ModesOf(@namespace).Mode;

    /// <summary>The mode of a workload's ports that have none of their own.</summary>
    public MutualTlsMode ModeOf(Workload workload) => ModesOf(workload).Mode;

    /// <summary>The mode of a workload's container port.</summary>
    public MutualTlsMode ModeOf(Workload workload, int port) => ModesOf(workload).On(port).Mode;

    private PeerAuthenticationModes ModesOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return OfWorkload(workload) is not { } own ? ModesOf(workload.Namespace)
            : _ofWorkloads.TryGetValue(workload, out var known) ? known
            : _ofWorkloads[workload] = Compose(workload.Namespace, own);
    }

    private PeerAuthenticationModes ModesOf(string @namespace) =>
        _ofNamespaces.TryGetValue(@namespace, out var known) ? known : _ofNamespaces[@namespace] = Compose(@namespace, null);

    private PeerAuthenticationModes Compose(string @namespace, ConfigObject<PeerAuthentication>? own)
    {
        ConfigObject<PeerAuthentication>?[] policies = [OfMesh, @namespace == _root ? null : _wide.GetValueOrDefault(@namespace), own];
        return PeerAuthenticationModes.Compose(_root, [.. policies.OfType<ConfigObject<PeerAuthentication>>()]);
    }
}
