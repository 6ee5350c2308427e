using Manifests;
using Pulumi;

namespace Components;

/// <summary>A manifest record outside the core group whose <c>spec</c>, or <c>webhooks</c>, follows from values that only the engine knows.</summary>
internal sealed class LateManifest(string name, KubernetesObject head, Output<KubernetesObject> whole, CustomResourceOptions? options = null)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, new LateManifestArgs(head, whole), KubernetesProvider.WithVersion(options));
