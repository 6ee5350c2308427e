using Manifests;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Components;

/// <summary>The arguments of a <see cref="LateManifest"/>.</summary>
internal sealed class LateManifestArgs : CustomResourceArgs
{
    /// <summary>Takes kind and metadata from the one record, and from the other the <c>spec</c>, or the <c>webhooks</c> where the kind has those.</summary>
    /// <param name="head">The object with its final kind and metadata.</param>
    /// <param name="whole">The object as it is to be.</param>
    public LateManifestArgs(KubernetesObject head, Output<KubernetesObject> whole)
        : base(head.ApiVersion, head.Kind)
    {
        Metadata = ManifestMetadata.For(head);
        var fields = head.ToNode();
        Spec = Late("spec");
        Webhooks = Late("webhooks");

        Input<object>? Late(string field) =>
            fields[field] is null ? null : (Input<object>)whole.Apply(manifest => manifest.ToNode()[field]!.ToPlainObject()!);
    }

    /// <summary>What nearly every kind has.</summary>
    [Input("spec")]
    public Input<object>? Spec { get; }

    /// <summary>The webhooks of a MutatingWebhookConfiguration.</summary>
    [Input("webhooks")]
    public Input<object>? Webhooks { get; }
}
