using Manifests;
using Pulumi;

namespace Components;

/// <summary>A manifest record of any kind outside the core group, as a Pulumi resource.</summary>
internal sealed class ManifestResource(string name, KubernetesObject manifest, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, new ManifestResourceArgs(manifest), KubernetesProvider.WithVersion(options));
