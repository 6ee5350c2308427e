namespace Manifests.Validation;

/// <summary>What the API server fills in: the defaults of the pinned schemas.</summary>
/// <remarks>Kubernetes' own kinds have their defaults in code, not in their definitions, so nothing is filled in for them.</remarks>
public static class SchemaDefaults
{
    /// <summary>A copy of an object with every default filled in; the object itself where its kind has no pinned schema.</summary>
    public static MapNode Fill(MapNode manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return SchemaOf(manifest) is { } schema ? FillMap(manifest, schema) : manifest;
    }

    private static Schema? SchemaOf(MapNode manifest)
    {
        if ((manifest["apiVersion"] as ScalarNode)?.AsString is not { } apiVersion || (manifest["kind"] as ScalarNode)?.AsString is not { } kind)
        {
            return null;
        }

        var slash = apiVersion.LastIndexOf('/');
        var (group, version) = slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
        return SchemaCatalogue.VersionsOf(group, kind).FirstOrDefault(candidate => candidate.Version == version)?.Root.Schema;
    }

    private static Node Fill(Node node, Schema schema) => node switch
    {
        MapNode map => FillMap(map, schema),
        ListNode list when schema.Item is { } item => new ListNode(list.Select(entry => Fill(entry, item.Schema))),
        _ => node,
    };

    private static MapNode FillMap(MapNode map, Schema schema)
    {
        var filled = new MapNode(map.Count);
        foreach (var entry in map)
        {
            var link = schema.Fields.GetValueOrDefault(entry.Key) ?? schema.Values;
            filled.Add(entry.Key, link is null ? entry.Value : Fill(entry.Value, link.Schema));
        }

        foreach (var (name, link) in schema.Fields)
        {
            if (link.Schema.Default is { } value && !filled.ContainsKey(name))
            {
                filled.Add(name, Fill(value, link.Schema));
            }
        }

        return filled;
    }
}
