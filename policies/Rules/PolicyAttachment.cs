using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules;

/// <summary>Which AuthorizationPolicies apply to which workloads.</summary>
/// <remarks>
/// Istio 1.30: a selector picks in the policy's namespace, in the root namespace everywhere; ordinary workloads take no policy with
/// <c>targetRefs</c>, and waypoints none with a selector.
/// </remarks>
public sealed class PolicyAttachment
{
    private static readonly IReadOnlyList<Workload> NoWorkloads = [];
    private readonly Dictionary<Manifest, IReadOnlyList<Workload>> _workloads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, List<Manifest<AuthorizationPolicy>>> _policies = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyList<Manifest<AuthorizationPolicy>> _meshWide;
    private readonly Dictionary<string, List<Manifest<AuthorizationPolicy>>> _namespaceWide = new(StringComparer.Ordinal);

    internal PolicyAttachment(IReadOnlyList<Manifest<AuthorizationPolicy>> policies, WorkloadIndex workloads, MeshSettings mesh)
    {
        List<Manifest<AuthorizationPolicy>> meshWide = [];
        foreach (var policy in policies)
        {
            var spec = policy.Object.Spec;
            if (spec?.TargetRefs is { Count: > 0 } || spec?.TargetRef is not null)
            {
                continue;
            }

            var labels = spec?.Selector?.MatchLabels;
            var isRoot = policy.Namespace == mesh.RootNamespace;
            if (labels is null or { Count: 0 })
            {
                (isRoot ? meshWide : _namespaceWide.TryGetValue(policy.Namespace, out var list) ? list : _namespaceWide[policy.Namespace] = []).Add(policy);
                _workloads[policy] = Enforcing(isRoot ? workloads.All : workloads.In(policy.Namespace));
                continue;
            }

            var selected = Enforcing(workloads.Select(isRoot ? null : policy.Namespace, labels));
            _workloads[policy] = selected;
            foreach (var workload in selected)
            {
                (_policies.TryGetValue(workload, out var own) ? own : _policies[workload] = []).Add(policy);
            }
        }

        _meshWide = meshWide;
    }

    /// <summary>The workloads whose proxy enforces a policy.</summary>
    public IReadOnlyList<Workload> Of(Manifest policy) => _workloads.GetValueOrDefault(policy, NoWorkloads);

    /// <summary>The policies that a workload's proxy enforces: those of the mesh, of its namespace, and those that select it.</summary>
    public IEnumerable<Manifest<AuthorizationPolicy>> Of(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return _meshWide
            .Concat(_namespaceWide.GetValueOrDefault(workload.Namespace, []))
            .Concat(_policies.GetValueOrDefault(workload, []));
    }

    private static IReadOnlyList<Workload> Enforcing(IReadOnlyList<Workload> workloads) =>
        workloads.All(Enforces) ? workloads : [.. workloads.Where(Enforces)];

    private static bool Enforces(Workload workload) => workload.DataPlane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Ambient;
}
