using System.Text.Json.Nodes;
using Manifests;
using Policies.Model;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Policies.Istio;

/// <summary>Upstream's cases in ../shared/vectors, which may not be beside the checkout; then the test's output says what was not run.</summary>
internal static class Vectors
{
    public static JsonNode? Read(string name, ITestOutputHelper output)
    {
        if (Repository.Shared($"vectors/{name}.json") is { } path)
        {
            return JsonNode.Parse(File.ReadAllText(path));
        }

        output.WriteLine($"not run: shared/vectors/{name}.json is not beside the checkout");
        return null;
    }

    public static IReadOnlyList<JsonNode> Cases(this JsonNode file) => [.. file["cases"]!.AsArray().Select(item => item!)];

    public static IReadOnlyList<string> Texts(this JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.ToString())];

    /// <summary>A cluster with the objects of a vector file, which are written without <c>metadata</c>.</summary>
    public static Cluster Cluster(string rootNamespace, string? kind, params IEnumerable<JsonNode?> objects) => ManifestInventory.Read(
        objects.Select(item => Manifest(item!, kind)),
        new KnownCluster { Mesh = new MeshSettings { RootNamespace = rootNamespace } });

    public static Workload Workload(JsonNode? labels, string @namespace, bool isWaypoint = false) => new()
    {
        Name = "w",
        Namespace = @namespace,
        Labels = (labels as JsonObject ?? []).ToDictionary(label => label.Key, label => label.Value!.ToString(), StringComparer.Ordinal),
        DataPlane = isWaypoint ? DataPlane.Waypoint : DataPlane.Sidecar,
    };

    private static MapNode Manifest(JsonNode item, string? kind)
    {
        var name = item["kind"]?.ToString() ?? kind!;
        var metadata = new JsonObject { ["name"] = item["name"]!.ToString(), ["namespace"] = item["namespace"]!.ToString() };
        if (item["creationTimestamp"] is { } created)
        {
            metadata["creationTimestamp"] = created.ToString();
        }

        var manifest = new JsonObject
        {
            ["apiVersion"] = name == "DestinationRule" ? "networking.istio.io/v1" : "security.istio.io/v1",
            ["kind"] = name,
            ["metadata"] = metadata,
            ["spec"] = item["spec"]?.DeepClone(),
        };
        using var document = System.Text.Json.JsonDocument.Parse(manifest.ToJsonString());
        return (MapNode)Node.FromJson(document.RootElement);
    }
}
