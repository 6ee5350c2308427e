using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>A certificate that a pod is to have: what is asked for, and where it lies in the pod.</summary>
/// <param name="Volume">The name of its volume.</param>
/// <param name="Folder">The folder at which it is mounted.</param>
/// <param name="Manifest">What is asked of cert-manager, whoever asks.</param>
internal sealed record PodCertificate(string Volume, string Folder, Certificate Manifest);
