using Google.Protobuf.WellKnownTypes;
using Manifests;
using Policies.Model;
using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>
/// The mesh's settings, which no object in Pulumi's state has: istiod's chart makes them from its values <c>meshConfig</c> and <c>global</c>.
/// </summary>
internal static class MeshRelease
{
    private const string ReleaseType = "kubernetes:helm.sh/v3:Release";

    /// <summary>What istiod's releases say of the clusters, by the name of their provider.</summary>
    public static IReadOnlyDictionary<string, KnownCluster> Of(IEnumerable<AnalyzerResource> resources)
    {
        var clusters = new Dictionary<string, KnownCluster>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (resource is { Type: ReleaseType, Properties: { } properties } && IsIstiod(properties))
            {
                clusters.TryAdd(resource.Provider?.Name ?? "", Read(PropertyReader.Read(properties, resource.Urn)));
            }
        }

        return clusters;
    }

    /// <summary>By the chart's name, whatever registry or folder it comes from.</summary>
    private static bool IsIstiod(Struct release) =>
        release.Fields.GetValueOrDefault("chart")?.StringValue.Split('/')[^1] == MeshInstallations.Chart;

    private static KnownCluster Read(MapNode release) => new()
    {
        Charts =
        [
            new InstalledChart
            {
                Chart = MeshInstallations.Chart,
                Name = Text(release["name"]) ?? MeshInstallations.Chart,
                Namespace = Text(release["namespace"]),
                Values = release["values"] as MapNode ?? [],
            },
        ],
    };

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}
