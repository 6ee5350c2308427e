using Manifests.Istio.Networking.V1;
using Policies.Ambient;
using Policies.Evaluation.Authorization;
using Policies.Istio;
using Policies.Linkerd;
using Policies.Model;
using Policies.Modelling;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>A cluster with everything about it that several calls ask for.</summary>
internal sealed class ClusterIndex(Cluster cluster)
{
    private readonly DestinationRuleIndex _rules = new(cluster);
    private readonly Dictionary<Workload, PeerAuthenticationModes> _modes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Workload, bool), AuthorizationChain> _chains = new(WorkloadKey.Comparer);
    private readonly Dictionary<Workload, JwtCheck> _tokens = new(ReferenceEqualityComparer.Instance);

    internal Cluster Cluster => cluster;

    internal NetworkPolicies Network => field ??= NetworkPolicies.Of(cluster);

    internal Ztunnel Ztunnel => field ??= Ztunnel.Of(cluster);

    internal Waypoints Waypoints => field ??= Waypoints.Of(cluster);

    internal EastWestGateways EastWest => field ??= EastWestGateways.Of(cluster);

    internal LinkerdPolicies Linkerd => field ??= LinkerdPolicies.Of(cluster);

    internal OpenQuestions Open => field ??= new OpenQuestions(cluster);

    internal PolicyIndex Policies { get; } = new(cluster);

    internal IReadOnlyList<string> AcceptedTrustDomains { get; } = TrustDomains.Accepted(cluster.Mesh);

    internal ClientTlsChoice ClientTls => field ??= new ClientTlsChoice(cluster, _rules, Policies);

    internal PeerAuthenticationModes ModesOf(Workload workload)
    {
        if (!_modes.TryGetValue(workload, out var modes))
        {
            _modes.Add(workload, modes = Policies.ModesOf(workload));
        }

        return modes;
    }

    internal AuthorizationChain ChainOf(Workload workload, bool readsRequests)
    {
        if (!_chains.TryGetValue((workload, readsRequests), out var chain))
        {
            var selected = Policies.AuthorizationPolicies(workload, ServicesBehind(workload));
            _chains.Add((workload, readsRequests), chain = new ChainCompiler(cluster.Mesh, selected).Compile(!readsRequests));
        }

        return chain;
    }

    internal JwtCheck TokensOf(Workload workload)
    {
        if (!_tokens.TryGetValue(workload, out var check))
        {
            _tokens.Add(workload, check = new JwtCheck(Policies.RequestAuthentications(workload, ServicesBehind(workload))));
        }

        return check;
    }

    /// <summary>The Sidecar of a workload: one that selects it, else its namespace's, else the root namespace's.</summary>
    internal ConfigObject<Sidecar>? SidecarOf(Workload workload)
    {
        if (cluster.Sidecars.Count == 0 || workload.DataPlane is not DataPlane.Sidecar)
        {
            return null;
        }

        var own = cluster.Sidecars.Where(sidecar => sidecar.Namespace == workload.Namespace).ToList();
        return own.Find(sidecar => sidecar.Object.Spec?.WorkloadSelector is { } selector && selector.Labels.Matches(workload.Labels))
            ?? own.Find(sidecar => sidecar.Object.Spec?.WorkloadSelector is null)
            ?? cluster.Sidecars.FirstOrDefault(sidecar => sidecar.Namespace == cluster.Mesh.RootNamespace && sidecar.Object.Spec?.WorkloadSelector is null);
    }

    /// <summary>The DestinationRule of a client for a service; null for none.</summary>
    internal MergedDestinationRule? RuleOf(Workload client, ServiceModel service) =>
        _rules.Find(client.Namespace, client.Labels, service.Host, service.Namespace);

    /// <summary>The labels of a subset of a service, as the DestinationRule of a client says; null for none.</summary>
    internal IReadOnlyDictionary<string, string>? SubsetLabels(Workload client, ServiceModel service, string? subset) =>
        RuleOf(client, service)?.Subsets.FirstOrDefault(candidate => candidate.Name == subset)?.Labels;

    /// <summary>The services whose traffic a waypoint takes.</summary>
    private IReadOnlyList<ServiceModel> ServicesBehind(Workload workload)
    {
        if (workload.DataPlane is not DataPlane.Waypoint)
        {
            return [];
        }

        var name = workload.Labels.GetValueOrDefault(WellKnownLabels.GatewayName, workload.Name);
        var namespaces = cluster.Namespaces.ToDictionary(item => item.Name, item => item.Labels, StringComparer.Ordinal);
        return
        [
            .. cluster.Services.Where(service =>
            {
                var around = namespaces.GetValueOrDefault(service.Namespace);
                var waypoint = service.Labels.GetValueOrDefault(WellKnownLabels.UseWaypoint) ?? around?.GetValueOrDefault(WellKnownLabels.UseWaypoint);
                var place = service.Labels.GetValueOrDefault(WellKnownLabels.UseWaypointNamespace)
                    ?? around?.GetValueOrDefault(WellKnownLabels.UseWaypointNamespace) ?? service.Namespace;
                return waypoint == name && place == workload.Namespace;
            }),
        ];
    }
}
