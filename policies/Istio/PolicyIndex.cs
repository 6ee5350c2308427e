using System.Collections.Concurrent;
using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which policies of a cluster apply to a workload. Several threads may ask at once.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class PolicyIndex(Cluster cluster)
{
    private static readonly HashSet<string> True = new(["1", "t", "T", "true", "TRUE", "True"], StringComparer.Ordinal);

    private readonly SelectorIndex<ConfigObject<AuthorizationPolicy>> _authorization = new(
        cluster.AuthorizationPolicies,
        policy => policy.Namespace,
        policy => PolicyTargets.Of(policy.Object.Spec).Count > 0 ? null : policy.Object.Spec?.Selector?.MatchLabels);

    private readonly SelectorIndex<ConfigObject<RequestAuthentication>> _request = new(
        cluster.RequestAuthentications,
        policy => policy.Namespace,
        policy => PolicyTargets.Of(policy.Object.Spec).Count > 0 ? null : policy.Object.Spec?.Selector?.MatchLabels);

    private readonly SelectorIndex<ConfigObject<PeerAuthentication>> _peer = new(
        cluster.PeerAuthentications, policy => policy.Namespace, policy => policy.Object.Spec?.Selector?.MatchLabels);

    private readonly ILookup<string, ConfigObject<PeerAuthentication>> _peersOfAll = cluster.PeerAuthentications
        .Where(policy => policy.Object.Spec?.Selector?.MatchLabels is not { Count: > 0 })
        .ToLookup(policy => policy.Namespace, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, PeerAuthenticationModes> _modes = new(StringComparer.Ordinal);

    /// <summary>The AuthorizationPolicies: of the root namespace, of the workload's, and for waypoints of their services' namespaces.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The services that a waypoint stands in front of; empty for other workloads.</param>
    public SelectedPolicies AuthorizationPolicies(Workload workload, IReadOnlyList<ServiceModel> services)
    {
        var found = Selected(_authorization, workload, services, policy => policy.Spec?.Selector?.MatchLabels, policy => PolicyTargets.Of(policy.Spec)).ToList();
        return new SelectedPolicies
        {
            Custom = Of(AuthorizationPolicyAction.Custom),
            Audit = Of(AuthorizationPolicyAction.Audit),
            Deny = Of(AuthorizationPolicyAction.Deny),
            Allow = Of(AuthorizationPolicyAction.Allow),
        };

        IReadOnlyList<ConfigObject<AuthorizationPolicy>> Of(AuthorizationPolicyAction action) =>
            [.. found.Where(policy => (policy.Object.Spec?.Action ?? AuthorizationPolicyAction.Allow) == action)];
    }

    /// <summary>The RequestAuthentications: of the root namespace, of the workload's, and for waypoints of their services' namespaces.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The services that a waypoint stands in front of; empty for other workloads.</param>
    public IReadOnlyList<ConfigObject<RequestAuthentication>> RequestAuthentications(Workload workload, IReadOnlyList<ServiceModel> services) =>
        [.. Selected(_request, workload, services, policy => policy.Spec?.Selector?.MatchLabels, policy => PolicyTargets.Of(policy.Spec))];

    /// <summary>
    /// The PeerAuthentications: those of the root namespace without a selector, and those of the workload's namespace that select it.
    /// A selector in the root namespace selects nothing.
    /// </summary>
    public IReadOnlyList<ConfigObject<PeerAuthentication>> PeerAuthentications(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return
        [
            .. _peersOfAll[cluster.Mesh.RootNamespace],
            .. workload.Namespace == cluster.Mesh.RootNamespace ? [] : _peer.Selecting(workload.Namespace, workload.Labels),
        ];
    }

    /// <summary>What the workload's server takes on each port: the same as in all of its namespace, where no policy selects it.</summary>
    public PeerAuthenticationModes ModesOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var policies = PeerAuthentications(workload);
        return policies.Any(policy => policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 })
            ? PeerAuthenticationModes.Compose(cluster.Mesh.RootNamespace, policies)
            : NamespaceModes(workload.Namespace);
    }

    /// <summary>
    /// The mode that clients infer for the services of a namespace: the namespace's, else the mesh's, else PERMISSIVE. Policies with a
    /// selector do not count.
    /// </summary>
    public (MutualTlsMode Mode, ConfigObject<PeerAuthentication>? By) NamespaceMode(string @namespace)
    {
        var modes = NamespaceModes(@namespace);
        return (modes.Mode, modes.By);
    }

    /// <summary>Whether a policy is only tried: annotated with <c>istio.io/dry-run</c>.</summary>
    public static bool IsDryRun(ConfigObject<AuthorizationPolicy> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Object.Metadata.Annotations is { } annotations && annotations.TryGetValue("istio.io/dry-run", out var value) && True.Contains(value);
    }

    private PeerAuthenticationModes NamespaceModes(string @namespace) => _modes.GetOrAdd(@namespace, asked => PeerAuthenticationModes.Compose(
        cluster.Mesh.RootNamespace,
        [.. _peersOfAll[cluster.Mesh.RootNamespace], .. asked == cluster.Mesh.RootNamespace ? [] : _peersOfAll[asked]]));

    private IEnumerable<ConfigObject<T>> Selected<T>(
        SelectorIndex<ConfigObject<T>> policies,
        Workload workload,
        IReadOnlyList<ServiceModel> services,
        Func<T, IReadOnlyDictionary<string, string>?> selector,
        Func<T, IReadOnlyList<PolicyTarget>> targets)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(services);
        List<string> namespaces = [cluster.Mesh.RootNamespace, workload.Namespace];
        if (workload.DataPlane is DataPlane.Waypoint)
        {
            namespaces.AddRange(services.Select(service => service.Namespace));
        }

        return namespaces.Distinct(StringComparer.Ordinal)
            .SelectMany(name => policies.Selecting(name, workload.Labels))
            .Where(policy => PolicyAttachment.Applies(workload, services, cluster.Mesh, policy.Namespace, selector(policy.Object), targets(policy.Object)));
    }
}
