using Policies.Ambient;
using Policies.Evaluation.Authorization;
using Policies.Istio;
using Policies.Istio.GatewayApi;
using Policies.Istio.Gateways;
using Policies.Linkerd;
using Policies.Model;
using Policies.Modelling;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>A cluster with everything about it that several calls ask for.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="shared">What other evaluators of the same fleet read too.</param>
internal sealed class ClusterIndex(Cluster cluster, SharedIndexes shared)
{
    private readonly Dictionary<Workload, PeerAuthenticationModes> _modes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Workload, bool), AuthorizationChain> _chains = new(WorkloadKey.Comparer);
    private readonly Dictionary<Workload, JwtCheck> _tokens = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, ZtunnelAuthentication> _authentications = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, MergedGateway> _gateways = new(ReferenceEqualityComparer.Instance);

    internal Cluster Cluster => cluster;

    /// <summary>The cluster, with what is translated from the Gateway API.</summary>
    internal Cluster Translated => field ??= GatewayApiTranslation.Of(cluster);

    /// <summary>What the rules of policies have in common.</summary>
    internal KnownMatchers Matchers { get; } = new();

    internal NetworkPolicies Network => field ??= NetworkPolicies.Of(cluster);

    internal Ztunnel Ztunnel => field ??= Ztunnel.Of(cluster);

    internal Waypoints Waypoints => field ??= Waypoints.Of(cluster);

    internal EastWestGateways EastWest => field ??= EastWestGateways.Of(cluster);

    internal LinkerdPolicies Linkerd => field ??= LinkerdPolicies.Of(cluster);

    internal OpenQuestions Open => field ??= new OpenQuestions(cluster, Policies, Sidecars);

    internal PolicyIndex Policies => field ??= shared.PoliciesOf(cluster);

    internal IReadOnlyList<string> AcceptedTrustDomains { get; } = TrustDomains.Accepted(cluster.Mesh);

    internal ClientTlsChoice ClientTls => field ??= new ClientTlsChoice(cluster, Rules, Policies);

    private DestinationRuleIndex Rules => field ??= shared.RulesOf(cluster);

    internal SidecarIndex Sidecars => field ??= new SidecarIndex(cluster);

    /// <summary>All Gateways of a gateway's pods.</summary>
    internal MergedGateway GatewayOf(Workload proxy)
    {
        if (!_gateways.TryGetValue(proxy, out var gateway))
        {
            _gateways.Add(proxy, gateway = MergedGateway.Of(Translated, proxy));
        }

        return gateway;
    }

    internal PeerAuthenticationModes ModesOf(Workload workload)
    {
        if (!_modes.TryGetValue(workload, out var modes))
        {
            _modes.Add(workload, modes = Policies.ModesOf(workload));
        }

        return modes;
    }

    /// <summary>What a workload's ztunnel takes on each port.</summary>
    internal ZtunnelAuthentication AuthenticationOf(Workload workload)
    {
        if (!_authentications.TryGetValue(workload, out var authentication))
        {
            _authentications.Add(workload, authentication = ZtunnelAuthentication.Of(cluster, workload));
        }

        return authentication;
    }

    internal AuthorizationChain ChainOf(Workload workload, bool readsRequests)
    {
        if (!_chains.TryGetValue((workload, readsRequests), out var chain))
        {
            var selected = Policies.AuthorizationPolicies(workload, Waypoints.ServicesBehind(workload));
            _chains.Add((workload, readsRequests), chain = new ChainCompiler(cluster, selected, Matchers).Compile(!readsRequests));
        }

        return chain;
    }

    internal JwtCheck TokensOf(Workload workload)
    {
        if (!_tokens.TryGetValue(workload, out var check))
        {
            _tokens.Add(workload, check = new JwtCheck(Policies.RequestAuthentications(workload, Waypoints.ServicesBehind(workload)), cluster.Now));
        }

        return check;
    }

    /// <summary>What a workload's Sidecar lists of the services that it calls; null where none lists any.</summary>
    internal EgressHosts? EgressOf(Workload workload) => Sidecars.Of(workload) is { } sidecar ? shared.HostsOf(sidecar) : null;

    /// <summary>The DestinationRule of a client for a service; null for none.</summary>
    internal MergedDestinationRule? RuleOf(Workload client, ServiceModel service) =>
        Rules.Find(client.Namespace, client.Labels, service.Host, service.Namespace);

    /// <summary>The labels of a subset of a service, as the DestinationRule of a client says; null for none.</summary>
    internal IReadOnlyDictionary<string, string>? SubsetLabels(Workload client, ServiceModel service, string? subset) =>
        RuleOf(client, service)?.Subsets.FirstOrDefault(candidate => candidate.Name == subset)?.Labels;

    /// <summary>Whether a client's proxy has a cluster for a subset: whether the DestinationRule that it uses for the service names it.</summary>
    internal bool HasSubset(Workload client, ServiceModel service, string subset) =>
        RuleOf(client, service)?.Subsets.Any(candidate => candidate.Name == subset) == true;
}
