using Components.Intent;
using Components.Network;
using Manifests;
using Manifests.Core.V1;
using Manifests.Networking.V1;
using Manifests.Spire.V1Alpha1;

namespace Components.Spire;

/// <summary>The objects around SPIRE that no engine value decides.</summary>
public static class SpireManifests
{
    /// <summary>
    /// A pod's identity follows from its service account, as everywhere in the mesh: what labels select decides whether it has one, never which.
    /// </summary>
    private const string Identity = "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}";

    /// <summary>The network policies and the bundle endpoint: what has to be there before the server; nothing where SPIRE is not installed.</summary>
    public static IReadOnlyList<KubernetesObject> Around(RegionIntent intent, SpireOptions? options) => options is null
        ? []
        :
        [
            .. NetworkPolicies(intent, options.BundleEndpoints.ContainsKey(intent.Region.Name)),
            .. options.BundleEndpoints.ContainsKey(intent.Region.Name) ? [BundleEndpoint()] : (KubernetesObject[])[],
        ];

    /// <summary>Who signs SPIRE's own CA, where that is cert-manager; the Secret of the CA above has to be there.</summary>
    public static IReadOnlyList<KubernetesObject> Issuer(SpireOptions? options) =>
        options is { UpstreamAuthority: SpireUpstreamAuthority.CertManager } ? SpireIssuer.For() : [];

    /// <summary>The identities, one object for each workload that gets its own from SPIRE; its controller manager has to run.</summary>
    public static IReadOnlyList<ClusterSPIFFEID> Identities(RegionIntent intent, SpireOptions? options) => options is null
        ? []
        : [.. IdentityHolder.Of(intent).Select(holder => IdentityOf(holder, [.. FederatedPeers(intent, options).Select(peer => peer.TrustDomain.Name)]))];

    /// <summary>The regions whose bundles this one fetches: those whose identities it meets (<see cref="Met"/>), where both have an endpoint.</summary>
    public static IReadOnlyList<Region> FederatedPeers(RegionIntent intent, SpireOptions? options) =>
        options is null || !options.BundleEndpoints.ContainsKey(intent.Region.Name)
            ? []
            : [.. Met(intent).Where(peer => options.BundleEndpoints.ContainsKey(peer.Name))];

    /// <summary>
    /// The regions whose callers this one accepts, and, where proxies know no other roots than SPIRE's, those that its workloads call; ordered by name.
    /// </summary>
    public static IReadOnlyList<Region> Met(RegionIntent intent)
    {
        var called = intent.Workloads.SelectMany(workload => workload.Outbound).SelectMany(call => call.RemoteRegions).ToHashSet(StringComparer.Ordinal);
        return [.. intent.Peers.Where(peer => intent.AcceptedPeers.Contains(peer) || (intent.Mesh.IssuedBySpire && called.Contains(peer.Name)))];
    }

    /// <summary>Another region's trust domain, whose server is authenticated by its SPIFFE ID from the first fetch on.</summary>
    /// <param name="peer">The region.</param>
    /// <param name="address">Where its bundle is fetched.</param>
    /// <param name="bundle">Its bundle as it is now, in SPIFFE's form.</param>
    public static ClusterFederatedTrustDomain Federation(Region peer, string address, string bundle) => new()
    {
        Metadata = new() { Name = peer.Name, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            ClassName = SpireNames.ClassName,
            TrustDomain = peer.TrustDomain.Name,
            BundleEndpointURL = $"https://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{SpireNames.BundlePort}",
            BundleEndpointProfile = new()
            {
                Type = ClusterFederatedTrustDomainType.HttpsSpiffe,
                EndpointSPIFFEID = SpireNames.Server(peer.TrustDomain).ToString(),
            },
            TrustDomainBundle = bundle,
        },
    };

    private static ClusterSPIFFEID IdentityOf(IdentityHolder holder, IReadOnlyList<string> federatesWith) => new()
    {
        Metadata = new() { Name = $"{holder.Namespace}-{holder.Name}", Labels = ObjectLabels.Common() },
        Spec = new()
        {
            ClassName = SpireNames.ClassName,
            SpiffeIDTemplate = Identity,
            NamespaceSelector = new() { MatchLabels = new() { ["kubernetes.io/metadata.name"] = holder.Namespace } },
            PodSelector = new() { MatchLabels = new(holder.Labels) },
            DnsNameTemplates = holder.DnsNames.Count > 0 ? [.. holder.DnsNames] : null,
            FederatesWith = federatesWith.Count > 0 ? [.. federatesWith] : null,
        },
    };

    private static Service BundleEndpoint() => new()
    {
        Metadata = new() { Name = SpireNames.BundleEndpoint, Namespace = SpireNames.ServerNamespace, Labels = ObjectLabels.Common() },
        Spec = new ServiceSpec
        {
            Type = "LoadBalancer",
            Selector = new() { ["app.kubernetes.io/name"] = "server", ["app.kubernetes.io/instance"] = "spire" },
            Ports = [new() { Name = "bundle", Port = SpireNames.BundlePort, TargetPort = SpireNames.BundlePort, Protocol = "TCP", AppProtocol = "https" }],
        },
    };

    private static IEnumerable<NetworkPolicy> NetworkPolicies(RegionIntent intent, bool federates)
    {
        const string own = SpireNames.ServerNamespace;
        int[] bundle = federates ? [SpireNames.BundlePort] : [];
        return
        [
            NamespacePolicies.Dns(own),
            NamespacePolicies.Dns(SpireNames.SystemNamespace),
            NetworkPolicyFactory.Allow(
                "spire",
                own,
                PlatformPeers.AllPods,
                [
                    // Agents are on their nodes' network, which no selector knows.
                    NetworkPolicyFactory.From([], [SpireNames.ServerPort, SpireNames.WebhookPort, .. bundle]),
                    NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], SpireNames.Metrics),
                ],
                [NetworkPolicyFactory.To(NetworkPeers.AnyAddress, [.. PlatformPorts.KubernetesApi, .. bundle])]),
            NetworkPolicyFactory.Allow(
                "spire",
                SpireNames.SystemNamespace,
                PlatformPeers.AllPods,
                [NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], SpireNames.Metrics)],
                [
                    NetworkPolicyFactory.To([NetworkPeers.Namespace(own)], SpireNames.ServerPort),
                    NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi),
                ]),
            NamespacePolicies.DefaultDeny(own),
            NamespacePolicies.DefaultDeny(SpireNames.SystemNamespace),
        ];
    }
}
