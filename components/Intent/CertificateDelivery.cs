using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>How a pod outside the mesh's own identities comes by its certificate.</summary>
public enum CertificateDelivery
{
    /// <summary>cert-manager writes a Secret, and the pod mounts it. All pods of the workload share one key.</summary>
    [JsonStringEnumMemberName("secret")]
    Secret,

    /// <summary>cert-manager's CSI driver asks for a certificate for each pod; the key is made on the node and never leaves it.</summary>
    [JsonStringEnumMemberName("csi")]
    Csi,

    /// <summary>
    /// The SPIFFE CSI driver mounts the socket of SPIRE's Workload API. An application takes its certificate from there itself; for a server, which reads
    /// files, a sidecar does.
    /// </summary>
    [JsonStringEnumMemberName("spiffe-csi")]
    SpiffeCsi,

    /// <summary>A sidecar renews at step-ca what was first issued into a Secret, in a volume of the pod's own memory.</summary>
    [JsonStringEnumMemberName("step-renew")]
    StepRenew,
}
