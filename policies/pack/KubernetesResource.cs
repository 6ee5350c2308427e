using Google.Protobuf.WellKnownTypes;
using Manifests;
using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>A Pulumi resource that is a Kubernetes object.</summary>
/// <param name="Urn">Pulumi's name of it.</param>
/// <param name="Cluster">The name of the provider that it is registered with, which in our own stacks is the region's.</param>
/// <param name="Manifest">The object.</param>
internal sealed record KubernetesResource(string Urn, string Cluster, MapNode Manifest)
{
    /// <summary>
    /// The object that a resource is, or null where it is none: a component, a provider, a chart. Told by what it holds and not by its type,
    /// since a provider extension gives the same kinds other types.
    /// </summary>
    public static KubernetesResource? Of(string type, string urn, Struct? properties, AnalyzerProviderResource? provider) =>
        properties?.Fields is { } fields && fields.ContainsKey("apiVersion") && fields.ContainsKey("kind") && !IsPatch(type)
            ? new KubernetesResource(urn, provider?.Name ?? "", PropertyReader.Read(properties, urn))
            : null;

    /// <summary>Resources such as <c>kubernetes:apps/v1:DeploymentPatch</c> hold a few fields of an object that somebody else owns.</summary>
    private static bool IsPatch(string type) => type.StartsWith("kubernetes:", StringComparison.Ordinal) && type.EndsWith("Patch", StringComparison.Ordinal);
}
