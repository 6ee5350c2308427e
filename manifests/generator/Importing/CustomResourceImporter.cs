using System.Text.Json.Nodes;

namespace Manifests.Generator.Importing;

/// <summary>Makes a snapshot from a folder of CustomResourceDefinitions.</summary>
internal static class CustomResourceImporter
{
    internal static Snapshot Import(Upstream upstream, string folder)
    {
        var kinds = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .SelectMany(YamlJson.ReadDocuments)
            .Select(document => document["spec"]!.AsObject())
            .Where(spec => upstream.Kinds.Count == 0 || upstream.Kinds.Contains(KindOf(spec)))
            .OrderBy(spec => (string)spec["group"]!, StringComparer.Ordinal)
            .ThenBy(KindOf, StringComparer.Ordinal)
            .SelectMany(KindsOf)
            .ToList();
        var definitions = Deduplicator.Extract(kinds);
        return new Snapshot(upstream.Project, upstream.Version, kinds, definitions);
    }

    private static string KindOf(JsonObject spec) => (string)spec["names"]!["kind"]!;

    private static IEnumerable<JsonObject> KindsOf(JsonObject spec) => spec["versions"]!.AsArray().Select(version => new JsonObject
    {
        ["group"] = (string)spec["group"]!,
        ["version"] = (string)version!["name"]!,
        ["kind"] = KindOf(spec),
        ["namespaced"] = (string)spec["scope"]! == "Namespaced",
        ["served"] = (bool)version["served"]!,
        ["schema"] = SchemaTrimmer.Trim(version["schema"]!["openAPIV3Schema"]!.AsObject()),
    });
}
