using Manifests;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components;

/// <summary>A manifest's metadata as Pulumi's arguments.</summary>
internal static class ManifestMetadata
{
    /// <summary>Name, namespace, labels and annotations; the name is always given, since the provider would make one up.</summary>
    /// <exception cref="ArgumentException">The name is missing, or there is a field that has no place.</exception>
    internal static ObjectMetaArgs For(KubernetesObject manifest) =>
        Of(manifest, new ManifestFields(manifest, Part, manifest.Metadata.ToNode()));

    /// <summary>The same, taken from the manifest's fields.</summary>
    /// <inheritdoc cref="For" path="/exception"/>
    internal static ObjectMetaArgs Take(KubernetesObject manifest, ManifestFields fields) =>
        Of(manifest, fields.Part(Part, (MapNode)fields.TakeNode("metadata")!));

    private const string Part = ", metadata";

    private static ObjectMetaArgs Of(KubernetesObject manifest, ManifestFields fields)
    {
        var metadata = new ObjectMetaArgs
        {
            Name = fields.TakeText("name") ?? throw new ArgumentException($"a {manifest.Kind} has no name"),
            Namespace = fields.TakeText("namespace"),
        };
        if (fields.TakeTexts("labels") is { Count: > 0 } labels)
        {
            metadata.Labels = labels;
        }

        if (fields.TakeTexts("annotations") is { Count: > 0 } annotations)
        {
            metadata.Annotations = annotations;
        }

        fields.EnsureAllTaken();
        return metadata;
    }
}
