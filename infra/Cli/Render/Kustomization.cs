using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli.Render;

/// <summary>A region's <c>kustomization.yaml</c>.</summary>
internal static class Kustomization
{
    /// <summary>Lists the manifests, namespaces first: kustomize 5 keeps the order and <c>kubectl apply -k</c> applies in it.</summary>
    public static string Of(IReadOnlyDictionary<string, SnapshotEntry> manifests) => ManifestWriter.WriteYaml(new MapNode
    {
        new("apiVersion", "kustomize.config.k8s.io/v1beta1"),
        new("kind", "Kustomization"),
        new("resources", new ListNode(manifests
            .OrderBy(file => file.Value.Kind == "Namespace" ? 0 : 1)
            .ThenBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => (Node)file.Key))),
    });
}
