using Manifests;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Components;

/// <summary>A manifest's metadata as Pulumi's arguments.</summary>
internal static class ManifestMetadata
{
    /// <summary>Name, namespace, labels and annotations; the name is always given, since the provider would make one up.</summary>
    /// <exception cref="ArgumentException">The name is missing, or there is a field that has no place.</exception>
    internal static ObjectMetaArgs For(KubernetesObject manifest)
    {
        var fields = new ManifestFields($"{manifest.Kind} '{manifest.Metadata.Name}', metadata", manifest.Metadata.ToNode());
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
