using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>What is known of a cluster besides its manifests.</summary>
public sealed record KnownCluster
{
    /// <summary>The region that the cluster stands for; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The network whose pods reach each other by address; null when there is only one.</summary>
    public string? Network { get; init; }

    /// <summary>Which mesh the cluster belongs to. The default is <c>""</c>.</summary>
    public string MeshId { get; init; } = "";

    /// <summary>Whether what is stated is all that there is, so that a namespace without an object has no labels.</summary>
    [JsonIgnore]
    public bool IsWhole { get; init; }

    /// <summary>The mesh's settings; null to read them from what installs the mesh, or to take Istio's defaults.</summary>
    public MeshSettings? Mesh { get; init; }

    /// <summary>Linkerd's installation; null to read it from the ConfigMap <c>linkerd-config</c>, or to take its charts' defaults.</summary>
    public LinkerdInstallation? Linkerd { get; init; }

    /// <summary>Helm charts whose objects are not among the manifests. A rendered tree has them as files of their own.</summary>
    [JsonIgnore]
    public IReadOnlyList<InstalledChart> Charts { get; init; } = [];

    /// <summary>Workloads that no manifest makes; they count before a manifest's of the same name.</summary>
    public IReadOnlyList<Workload> Workloads { get; init; } = [];

    /// <summary>Services that no manifest makes; they count before a manifest's of the same namespace and host.</summary>
    public IReadOnlyList<ServiceModel> Services { get; init; } = [];

    /// <summary>What the owner of the cluster wants to be allowed; null where nobody has said.</summary>
    public IntendedAccess? Intent { get; init; }
}
