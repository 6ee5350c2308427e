using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Rules;

/// <summary>Which AuthorizationPolicies apply to which workloads: <see cref="PolicyAttachment"/> decides, and labels find whom to ask it of.</summary>
/// <remarks>Waypoints are left out: what they enforce depends on the services behind them.</remarks>
public sealed class AttachedPolicies
{
    private static readonly IReadOnlyList<Workload> NoWorkloads = [];
    private static readonly IReadOnlyList<ServiceModel> NoServices = [];
    private readonly Dictionary<Manifest, IReadOnlyList<Workload>> _workloads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, List<Manifest<AuthorizationPolicy>>> _policies = new(ReferenceEqualityComparer.Instance);
    private readonly List<Manifest<AuthorizationPolicy>> _meshWide = [];
    private readonly Dictionary<string, List<Manifest<AuthorizationPolicy>>> _namespaceWide = new(StringComparer.Ordinal);
    private readonly MeshSettings _mesh;

    internal AttachedPolicies(IReadOnlyList<Manifest<AuthorizationPolicy>> policies, WorkloadIndex workloads, MeshSettings mesh)
    {
        _mesh = mesh;
        foreach (var policy in policies)
        {
            var (spec, isRoot) = (policy.Object.Spec, policy.Namespace == mesh.RootNamespace);
            var (labels, targets) = (spec?.Selector?.MatchLabels, PolicyTargets.Of(spec));
            if (targets.Count == 0 && labels is null or { Count: 0 })
            {
                (isRoot ? _meshWide : _namespaceWide.TryGetValue(policy.Namespace, out var list) ? list : _namespaceWide[policy.Namespace] = []).Add(policy);
                _workloads[policy] = Enforcing(isRoot ? workloads.All : workloads.In(policy.Namespace), policy.Namespace, null, targets);
                continue;
            }

            var candidates = targets.Count > 0 ? workloads.In(policy.Namespace) : workloads.Select(isRoot ? null : policy.Namespace, labels);
            _workloads[policy] = Enforcing(candidates, policy.Namespace, labels, targets);
            foreach (var workload in _workloads[policy])
            {
                (_policies.TryGetValue(workload, out var own) ? own : _policies[workload] = []).Add(policy);
            }
        }
    }

    /// <summary>The workloads whose proxy enforces a policy.</summary>
    public IReadOnlyList<Workload> Of(Manifest policy) => _workloads.GetValueOrDefault(policy, NoWorkloads);

    /// <summary>The policies that a workload's proxy enforces: those of the mesh, of its namespace, and those that select or name it.</summary>
    public IEnumerable<Manifest<AuthorizationPolicy>> Of(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var wide = Enforces(workload, workload.Namespace, null, []) ? _meshWide.Concat(_namespaceWide.GetValueOrDefault(workload.Namespace, [])) : [];
        return wide.Concat(_policies.GetValueOrDefault(workload, []));
    }

    private IReadOnlyList<Workload> Enforcing(
        IReadOnlyList<Workload> workloads, string @namespace, IReadOnlyDictionary<string, string>? labels, IReadOnlyList<PolicyTarget> targets) =>
        workloads.All(workload => Enforces(workload, @namespace, labels, targets)) ? workloads : [.. workloads.Where(workload => Enforces(workload, @namespace, labels, targets))];

    private bool Enforces(Workload workload, string @namespace, IReadOnlyDictionary<string, string>? labels, IReadOnlyList<PolicyTarget> targets) =>
        workload.DataPlane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Ambient
        && PolicyAttachment.Applies(workload, NoServices, _mesh, @namespace, labels, targets);
}
