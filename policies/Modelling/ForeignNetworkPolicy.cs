using Manifests;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>A network policy of another kind than Kubernetes' own, such as AdminNetworkPolicy, Cilium's, Calico's or Antrea's: it may close and open.</summary>
/// <param name="Manifest">The object.</param>
internal sealed record ForeignNetworkPolicy(MapNode Manifest)
{
    private const string Suffix = "NetworkPolicy";

    /// <summary>Those of a cluster. Calico's staged ones decide nothing.</summary>
    internal static IReadOnlyList<ForeignNetworkPolicy> Of(Cluster cluster) =>
        [.. cluster.Others.Where(Is).Select(manifest => new ForeignNetworkPolicy(manifest))];

    /// <summary>Whether an object is one.</summary>
    internal static bool Is(MapNode manifest) =>
        (manifest["kind"] as ScalarNode)?.AsString is { } kind
        && kind.EndsWith(Suffix, StringComparison.Ordinal)
        && !kind.StartsWith("Staged", StringComparison.Ordinal)
        && (manifest["apiVersion"] as ScalarNode)?.AsString?.StartsWith("networking.k8s.io/", StringComparison.Ordinal) != true;

    /// <summary>Whether it may be about pods of a namespace: without reading its selectors, by its own; without one, it is about all.</summary>
    internal bool MayConcern(string @namespace) =>
        ((Manifest["metadata"] as MapNode)?["namespace"] as ScalarNode)?.AsString is not { } own || own == @namespace;
}
