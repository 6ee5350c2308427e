namespace Manifests.Generator.Importing;

/// <summary>Makes the compact schema snapshots from upstream's files.</summary>
internal static class SchemaImporter
{
    /// <summary>The snapshots: file name to text.</summary>
    internal static IReadOnlyDictionary<string, string> Import(string upstreamFolder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var upstream in Upstream.All)
        {
            files.Add(upstream.FileName, CustomResourceImporter.Import(upstream, Path.Combine(upstreamFolder, upstream.Project, upstream.Version)).ToText());
        }

        var kubernetes = KubernetesImporter.Import(Path.Combine(upstreamFolder, "kubernetes", KubernetesImporter.Version, "definitions.json"));
        files.Add($"kubernetes-{KubernetesImporter.Version}.json", kubernetes.ToText());
        return files;
    }
}
