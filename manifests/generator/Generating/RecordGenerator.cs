namespace Manifests.Generator.Generating;

/// <summary>Makes the C# records from the schema snapshots.</summary>
internal static class RecordGenerator
{
    /// <summary>The generated files: path below <c>manifests/generated</c> to text.</summary>
    internal static IReadOnlyDictionary<string, string> Generate(string schemaFolder)
    {
        var snapshots = Directory.EnumerateFiles(schemaFolder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(SchemaSnapshot.Load)
            .ToList();
        var sources = snapshots.SelectMany(snapshot => snapshot.Project == "kubernetes"
            ? KubernetesTypes.Build(snapshot)
            : snapshot.RecordKinds().Select(kind => CustomResourceTypes.Build(snapshot, kind.Identity, kind.Schema))).ToList();
        RefuseDuplicates(sources);

        var files = sources.ToDictionary(source => source.Path, SourceText.Of, StringComparer.Ordinal);
        files.Add("RecordCatalogue.cs", CatalogueText.Records(sources));
        files.Add("SnapshotCatalogue.cs", CatalogueText.Snapshots(snapshots));
        return files;
    }

    private static void RefuseDuplicates(IEnumerable<SourceFile> sources)
    {
        var duplicates = sources
            .SelectMany(source => source.Records.Select(record => $"{record.Namespace}.{record.Name}")
                .Concat(source.Enums.Select(type => $"{type.Namespace}.{type.Name}")))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToList();
        if (duplicates.Count > 0)
        {
            throw new InvalidDataException($"types of the same name: {string.Join(", ", duplicates)}");
        }
    }
}
