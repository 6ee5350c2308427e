using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Manifests.Networking.V1;
using Policies.Ambient;
using Policies.Model;
using Policies.Modelling;

namespace Policies.Rules;

/// <summary>What follows from a cluster and is of use to many rules: computed once, when the first of them asks.</summary>
internal sealed class ClusterFacts(Cluster cluster)
{
    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; } = cluster;

    /// <summary>Its objects by kind.</summary>
    public ClusterObjects Objects => field ??= new ClusterObjects(Cluster);

    /// <summary>The objects that Flux or Argo CD install charts by, with each chart that they install, in the order of the input.</summary>
    public IReadOnlyList<(Manifest Manifest, HelmInstallation Installation)> Installed => field ??=
    [
        .. from manifest in HelmInstallation.Kinds.SelectMany(Objects.Of).OrderBy(own => own.Index)
           from installation in HelmInstallation.Of(manifest.Node, manifest.Reference.Region)
           select (manifest, installation),
    ];

    /// <summary>The objects of which there is something to say that nothing else need be known for, in the order of the input: hardly any.</summary>
    public IReadOnlyList<(Manifest Manifest, ManifestReview Review)> Remarked => field ??=
    [
        .. from manifest in Objects.All
           let review = Cluster.Reviews.Of(manifest.Node, manifest.Record)
           where !review.IsClean
           select (manifest, review),
    ];

    /// <summary>Its workloads by namespace and label.</summary>
    public WorkloadIndex Workloads => field ??= new WorkloadIndex(Cluster.Workloads);

    /// <summary>Its services by host.</summary>
    public ServiceIndex Services => field ??= new ServiceIndex(Cluster.Services, Cluster.Mesh.ClusterDomain);

    /// <summary>Which AuthorizationPolicies apply to which workloads.</summary>
    public AttachedPolicies Attachment => field ??= new AttachedPolicies(Objects.Of<AuthorizationPolicy>(), Workloads, Cluster.Mesh);

    /// <summary>The effective PeerAuthentication modes.</summary>
    public ServerModes Modes => field ??= new ServerModes(Cluster.PeerAuthentications, Workloads, Cluster.Mesh);

    /// <summary>Which NetworkPolicies select which workloads.</summary>
    public NetworkSelection Network => field ??= new NetworkSelection(Objects.Of<NetworkPolicy>(), Workloads);

    /// <summary>Which waypoint stands in front of which service.</summary>
    public Waypoints Waypoints => field ??= Waypoints.Of(Cluster);

    /// <summary>
    /// Whether the input is a whole cluster and not a few files of it, so that what is not there does not exist: a stack's region, or
    /// objects with Istio's own configuration among them.
    /// </summary>
    public bool IsWhole => Cluster.Region is not null || Cluster.Installations.Any(installation => installation.Subject.Kind == nameof(ConfigMap));
}
