using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules;

/// <summary>The effective PeerAuthentication modes of workloads: the mesh's, overridden by the namespace's, overridden by the workload's.</summary>
public sealed class ServerModes
{
    private readonly Dictionary<string, Manifest<PeerAuthentication>> _wide = new(StringComparer.Ordinal);
    private readonly Dictionary<Workload, Manifest<PeerAuthentication>> _own = new(ReferenceEqualityComparer.Instance);
    private readonly List<ShadowedAuthentication> _shadowed = [];
    private readonly string _root;

    internal ServerModes(IReadOnlyList<Manifest<PeerAuthentication>> policies, WorkloadIndex workloads, MeshSettings mesh)
    {
        _root = mesh.RootNamespace;
        foreach (var policy in policies.OrderBy(policy => policy.Object.Metadata.CreationTimestamp ?? "", StringComparer.Ordinal)
            .ThenBy(policy => policy.Name, StringComparer.Ordinal).ThenBy(policy => policy.Namespace, StringComparer.Ordinal))
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
    public Manifest<PeerAuthentication>? OfMesh => _wide.GetValueOrDefault(_root);

    /// <summary>The policy for the whole of a namespace; null when there is none.</summary>
    public Manifest<PeerAuthentication>? OfNamespace(string @namespace) => @namespace == _root ? null : _wide.GetValueOrDefault(@namespace);

    /// <summary>The policy that selects a workload; null when none does.</summary>
    public Manifest<PeerAuthentication>? OfWorkload(Workload workload) => _own.GetValueOrDefault(workload);

    /// <summary>The mode of a namespace's workloads that have no policy of their own.</summary>
    public PeerAuthenticationMode ModeOf(string @namespace) =>
        Stated(OfNamespace(@namespace)?.Object.Spec?.Mtls) ?? Stated(OfMesh?.Object.Spec?.Mtls) ?? PeerAuthenticationMode.Permissive;

    /// <summary>The mode of a workload's ports that have none of their own.</summary>
    public PeerAuthenticationMode ModeOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return Stated(OfWorkload(workload)?.Object.Spec?.Mtls) ?? ModeOf(workload.Namespace);
    }

    /// <summary>The mode of a workload's container port.</summary>
    public PeerAuthenticationMode ModeOf(Workload workload, int port)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return OfWorkload(workload)?.Object.Spec?.PortLevelMtls is { } ports
            && ports.TryGetValue(port.ToString(CultureInfo.InvariantCulture), out var own)
            && own.Mode is { } mode and not PeerAuthenticationMode.Unset
            ? mode
            : ModeOf(workload);
    }

    private static PeerAuthenticationMode? Stated(PeerAuthenticationMtls? mtls) =>
        mtls?.Mode is { } mode and not PeerAuthenticationMode.Unset ? mode : null;
}
