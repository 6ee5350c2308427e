using Manifests;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Components;

/// <summary>The arguments of a <see cref="LateManifest"/>.</summary>
internal sealed class LateManifestArgs : CustomResourceArgs
{
    /// <summary>Takes kind and metadata from the one record and the <c>spec</c> from the other.</summary>
    /// <param name="head">The object with its final kind and metadata.</param>
    /// <param name="whole">The object as it is to be.</param>
    public LateManifestArgs(KubernetesObject head, Output<KubernetesObject> whole)
        : base(head.ApiVersion, head.Kind)
    {
        Metadata = ManifestMetadata.For(head);
        Spec = whole.Apply(manifest => manifest.ToNode()["spec"]!.ToPlainObject()!);
    }

    /// <summary>The object's <c>spec</c>.</summary>
    [Input("spec")]
    public Input<object> Spec { get; }
}
