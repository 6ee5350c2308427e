using Components.Pki;
using Manifests;
using Policies;
using Trust.Bundles;

namespace Infra.Live;

/// <summary>Whether every copy of a region's trust bundle is the same, and regions that trust the same roots have the same.</summary>
internal static class BundleCopies
{
    /// <summary>The copies that differ.</summary>
    /// <param name="clusters">The clusters with the names of the roots that each region trusts.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<(LiveCluster Cluster, IReadOnlyList<string> Roots)> clusters)
    {
        var first = new Dictionary<string, (string Region, Bundle Bundle)>(StringComparer.Ordinal);
        foreach (var (cluster, roots) in clusters)
        {
            var copies = Copies(cluster).ToList();
            if (copies.Count == 0)
            {
                continue;
            }

            var source = copies.FirstOrDefault(copy => copy.Key.Name == TrustBundle.SourceName);
            var expected = (source.Bundle ?? copies[0].Bundle)!;
            foreach (var (key, bundle) in copies.Where(copy => copy.Bundle is null || !copy.Bundle.Equals(expected)))
            {
                yield return Of(
                    cluster.Region,
                    key,
                    bundle is null ? "it is not readable as a bundle of roots" : $"it holds {Digest(bundle)}, the region's source {Digest(expected)}");
            }

            var list = string.Join(' ', roots);
            if (!first.TryAdd(list, (cluster.Region, expected)) && !first[list].Bundle.Equals(expected))
            {
                yield return Of(
                    cluster.Region,
                    copies[0].Key,
                    $"it holds {Digest(expected)}, region {first[list].Region} holds {Digest(first[list].Bundle)}; both regions trust the roots {list.Replace(" ", ", ", StringComparison.Ordinal)}");
            }
        }
    }

    private static IEnumerable<(ObjectKey Key, Bundle? Bundle)> Copies(LiveCluster cluster) =>
        from entry in cluster.OfKind("", "ConfigMap")
        where entry.Key.Name is TrustBundle.Name or TrustBundle.SourceName
        select (entry.Key, Read((entry.Value["data"] as MapNode)?[TrustBundle.Key]));

    private static Bundle? Read(Node? pem)
    {
        try
        {
            return pem is ScalarNode { AsString: { } text } ? Bundle.Parse(text) : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string Digest(Bundle bundle) => $"{bundle.Roots.Count} roots with the digest {bundle.Digest.Hex[..12]}";

    private static Finding Of(string region, ObjectKey key, string message) =>
        new() { Rule = LiveCatalogue.BundlesDiffer, Subject = PlannedObjects.Reference(region, key), Message = message };
}
