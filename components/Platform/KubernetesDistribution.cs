using System.Text.Json.Serialization;

namespace Components.Platform;

/// <summary>
/// The distributions of Kubernetes whose nodes keep the files of network plugins, or of network namespaces, where Istio's CNI node agent does not
/// expect them, or that need a quota for it. Each is a profile of Istio's <c>cni</c> chart (files/profile-platform-*.yaml).
/// </summary>
public enum KubernetesDistribution
{
    /// <summary>Google Kubernetes Engine.</summary>
    [JsonStringEnumMemberName("gke")]
    Gke,

    /// <summary>k3s in containers.</summary>
    [JsonStringEnumMemberName("k3d")]
    K3d,

    /// <summary>k3s.</summary>
    [JsonStringEnumMemberName("k3s")]
    K3s,

    /// <summary>MicroK8s.</summary>
    [JsonStringEnumMemberName("microk8s")]
    MicroK8s,

    /// <summary>minikube with its Docker runtime.</summary>
    [JsonStringEnumMemberName("minikube")]
    Minikube,
}
