using Manifests;
using Manifests.Core.V1;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Networking.V1Alpha3;
using Manifests.Istio.Security.V1;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Manifests.Networking.V1;
using Policies.Modelling;
using GatewayApi = Manifests.GatewayApi.V1;
using IstioAuthorizationPolicy = Manifests.Istio.Security.V1.AuthorizationPolicy;
using LinkerdAuthorizationPolicy = Manifests.Linkerd.Policy.V1Alpha1.AuthorizationPolicy;
using LinkerdHttpRoute = Manifests.Linkerd.Policy.V1Beta3.HTTPRoute;

namespace Policies.Model;

/// <summary>One cluster: what runs in it, what can be reached, and every object that decides about it.</summary>
/// <remarks>Every list of objects is in Istio's order: by creation time (none is oldest), then name, then namespace, then place in the input.</remarks>
public sealed record Cluster
{
    /// <summary>The region that the cluster stands for; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The network whose pods reach each other by address; null when there is only one.</summary>
    public string? Network { get; init; }

    /// <summary>Which mesh the cluster belongs to: services are shared between clusters with the same id. The default is <c>""</c>.</summary>
    public string MeshId { get; init; } = "";

    /// <summary>The mesh's settings.</summary>
    public MeshSettings Mesh { get; init; } = new();

    /// <summary>What says how the mesh is set up, the one that <see cref="Mesh"/> is read from first; empty where the input does not say.</summary>
    public IReadOnlyList<MeshInstallation> Installations { get; init; } = [];

    /// <summary>The istiods that are known, with their switches.</summary>
    public IReadOnlyList<ControlPlane> ControlPlanes { get; init; } = [];

    /// <summary>Linkerd's installation, where it is known besides the manifests.</summary>
    public LinkerdInstallation? Linkerd { get; init; }

    /// <summary>The namespaces: those with an object, and those that only a workload or service names.</summary>
    public IReadOnlyList<NamespaceModel> Namespaces { get; init; } = [];

    /// <summary>What can call and be called.</summary>
    public IReadOnlyList<Workload> Workloads { get; init; } = [];

    /// <summary>Kubernetes Services and the hosts of ServiceEntries.</summary>
    public IReadOnlyList<ServiceModel> Services { get; init; } = [];

    /// <summary>Istio's AuthorizationPolicies.</summary>
    public IReadOnlyList<ConfigObject<IstioAuthorizationPolicy>> AuthorizationPolicies { get; init; } = [];

    /// <summary>PeerAuthentications.</summary>
    public IReadOnlyList<ConfigObject<PeerAuthentication>> PeerAuthentications { get; init; } = [];

    /// <summary>RequestAuthentications.</summary>
    public IReadOnlyList<ConfigObject<RequestAuthentication>> RequestAuthentications { get; init; } = [];

    /// <summary>DestinationRules.</summary>
    public IReadOnlyList<ConfigObject<DestinationRule>> DestinationRules { get; init; } = [];

    /// <summary>VirtualServices as proxies get them: with the routes of those to which they delegate.</summary>
    public IReadOnlyList<ConfigObject<VirtualService>> VirtualServices { get; init; } = [];

    /// <summary>ServiceEntries.</summary>
    public IReadOnlyList<ConfigObject<ServiceEntry>> ServiceEntries { get; init; } = [];

    /// <summary>WorkloadEntries.</summary>
    public IReadOnlyList<ConfigObject<WorkloadEntry>> WorkloadEntries { get; init; } = [];

    /// <summary>Istio's Sidecars.</summary>
    public IReadOnlyList<ConfigObject<Sidecar>> Sidecars { get; init; } = [];

    /// <summary>Istio's Gateways.</summary>
    public IReadOnlyList<ConfigObject<Gateway>> Gateways { get; init; } = [];

    /// <summary>EnvoyFilters, whose effect is not modelled.</summary>
    public IReadOnlyList<ConfigObject<EnvoyFilter>> EnvoyFilters { get; init; } = [];

    /// <summary>The Gateway API's Gateways, waypoints among them.</summary>
    public IReadOnlyList<ConfigObject<GatewayApi.Gateway>> GatewayApiGateways { get; init; } = [];

    /// <summary>NetworkPolicies.</summary>
    public IReadOnlyList<ConfigObject<NetworkPolicy>> NetworkPolicies { get; init; } = [];

    /// <summary>Kubernetes Services as they were written; <see cref="Services"/> is what they mean.</summary>
    public IReadOnlyList<ConfigObject<Service>> KubernetesServices { get; init; } = [];

    /// <summary>Linkerd's Servers.</summary>
    public IReadOnlyList<ConfigObject<Server>> LinkerdServers { get; init; } = [];

    /// <summary>Linkerd's HTTPRoutes.</summary>
    public IReadOnlyList<ConfigObject<LinkerdHttpRoute>> LinkerdHttpRoutes { get; init; } = [];

    /// <summary>Linkerd's AuthorizationPolicies.</summary>
    public IReadOnlyList<ConfigObject<LinkerdAuthorizationPolicy>> LinkerdAuthorizationPolicies { get; init; } = [];

    /// <summary>Linkerd's ServerAuthorizations.</summary>
    public IReadOnlyList<ConfigObject<ServerAuthorization>> LinkerdServerAuthorizations { get; init; } = [];

    /// <summary>Linkerd's MeshTLSAuthentications.</summary>
    public IReadOnlyList<ConfigObject<MeshTLSAuthentication>> LinkerdMeshTlsAuthentications { get; init; } = [];

    /// <summary>Linkerd's NetworkAuthentications.</summary>
    public IReadOnlyList<ConfigObject<NetworkAuthentication>> LinkerdNetworkAuthentications { get; init; } = [];

    /// <summary>Objects of every other kind, as they were written.</summary>
    public IReadOnlyList<MapNode> Others { get; init; } = [];

    /// <summary>Every object of the input, those of the lists above too, as it was written.</summary>
    public IReadOnlyList<MapNode> Manifests { get; init; } = [];

    /// <summary>The records of <see cref="Manifests"/> that have been read, by the tree that each was read from.</summary>
    internal IReadOnlyDictionary<MapNode, KubernetesObject> Records { get; init; } = new Dictionary<MapNode, KubernetesObject>();

    /// <summary>What is wrong with the objects, or not understood of them.</summary>
    internal ManifestReviews Reviews { get; init; } = new();

    /// <summary>Whether what is stated is all that there is, so that a Service without pods in the input has none.</summary>
    internal bool IsWhole { get; init; }

    /// <summary>What the owner of the cluster wants to be allowed; null where nobody has said, which is so for bare files.</summary>
    public IntendedAccess? Intent { get; init; }

    /// <summary>The instant at which calls are judged, which ends tokens; null where every token's times are taken to hold.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What was assumed because the input does not say it, one sentence each without a full stop.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}
