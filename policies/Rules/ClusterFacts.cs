using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules;

/// <summary>What follows from a cluster and is of use to many rules: computed once, when the first of them asks.</summary>
internal sealed class ClusterFacts(Cluster cluster)
{
    private bool? _isWhole;

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; } = cluster;

    /// <summary>Its objects by kind.</summary>
    public ClusterObjects Objects => field ??= new ClusterObjects(Cluster);

    /// <summary>Its workloads by namespace and label.</summary>
    public WorkloadIndex Workloads => field ??= new WorkloadIndex(Cluster.Workloads);

    /// <summary>Its services by host.</summary>
    public ServiceIndex Services => field ??= new ServiceIndex(Cluster.Services, Cluster.Mesh.ClusterDomain);

    /// <summary>Which AuthorizationPolicies apply to which workloads.</summary>
    public PolicyAttachment Attachment => field ??= new PolicyAttachment(Objects.Of<AuthorizationPolicy>(), Workloads, Cluster.Mesh);

    /// <summary>The effective PeerAuthentication modes.</summary>
    public ServerModes Modes => field ??= new ServerModes(Objects.Of<PeerAuthentication>(), Workloads, Cluster.Mesh);

    /// <summary>
    /// Whether the input is a whole cluster and not a few files of it, so that what is not there does not exist: a stack's region, or
    /// objects with Istio's own configuration among them.
    /// </summary>
    public bool IsWhole => _isWhole ??= Cluster.Region is not null
        || Objects.Of<Manifests.Core.V1.ConfigMap>().Any(map => map.Name == "istio" && map.Namespace == Cluster.Mesh.RootNamespace);
}
