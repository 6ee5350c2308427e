using System.Text;

namespace Manifests.Generator.Generating;

/// <summary>The text of the tables that lead from a group and kind to its record, and from a group to its schema snapshots.</summary>
internal static class CatalogueText
{
    internal static string Records(IEnumerable<SourceFile> sources)
    {
        var text = new StringBuilder(SourceText.Header("manifests/schemas"));
        text.Append("namespace Manifests;\n\n/// <summary>The records of kinds.</summary>\ninternal static class RecordCatalogue\n{\n");
        text.Append("    internal static KubernetesObject? Read(string group, string kind, MapNode node) => (group, kind) switch\n    {\n");
        foreach (var record in sources.SelectMany(source => source.Records).Where(record => record.Identity is not null)
            .OrderBy(record => record.Identity!.Group, StringComparer.Ordinal).ThenBy(record => record.Name, StringComparer.Ordinal))
        {
            text.Append($"        (\"{record.Identity!.Group}\", \"{record.Identity.Kind}\") => {record.Namespace["Manifests.".Length..]}.{record.Name}.FromNode(node),\n");
        }

        text.Append("        _ => null,\n    };\n}\n");
        return text.ToString();
    }

    internal static string Snapshots(IEnumerable<SchemaSnapshot> snapshots)
    {
        var text = new StringBuilder(SourceText.Header("manifests/schemas"));
        text.Append("namespace Manifests;\n\n/// <summary>The schema snapshots of API groups.</summary>\ninternal static class SnapshotCatalogue\n{\n");
        text.Append("    internal static string[] Groups { get; } =\n    [\n");
        var groups = snapshots
            .SelectMany(snapshot => snapshot.Kinds.Select(kind => (kind.Identity.Group, snapshot.FileName)))
            .Distinct()
            .GroupBy(pair => pair.Group, pair => pair.FileName, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var group in groups)
        {
            text.Append($"        \"{group.Key}\",\n");
        }

        text.Append("    ];\n\n    internal static string[] FilesOf(string group) => group switch\n    {\n");
        foreach (var group in groups)
        {
            text.Append($"        \"{group.Key}\" => [{string.Join(", ", group.Order(StringComparer.Ordinal).Select(file => $"\"{file}\""))}],\n");
        }

        text.Append("        _ => [],\n    };\n}\n");
        return text.ToString();
    }
}
