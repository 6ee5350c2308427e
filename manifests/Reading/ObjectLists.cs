namespace Manifests.Reading;

/// <summary>Takes <c>List</c> objects apart and refuses documents that are no objects.</summary>
internal static class ObjectLists
{
    private const string ListSuffix = "List";

    internal static ReadResult<MapNode> Flatten(ReadResult<Node> documents, string file)
    {
        var objects = new List<MapNode>();
        var errors = documents.Errors.ToList();
        foreach (var document in documents.Items)
        {
            Add(document, objects, errors, file);
        }

        return new ReadResult<MapNode> { Items = objects, Errors = errors };
    }

    private static void Add(Node document, List<MapNode> objects, List<ReadError> errors, string file)
    {
        if (document is not MapNode map)
        {
            errors.Add(new ReadError(
                document.Mark ?? new Mark(file, 1, 1),
                "not a Kubernetes object; a document is a map with apiVersion, kind and metadata",
                "begin with apiVersion and kind, without a dash before them; several objects stand in documents of their own, with --- between them"));
        }
        else if (map["items"] is ListNode items && KindOf(map) is { } kind && kind.EndsWith(ListSuffix, StringComparison.Ordinal))
        {
            foreach (var item in items)
            {
                Add(kind == ListSuffix ? item : WithIdentity(item, map["apiVersion"], kind[..^ListSuffix.Length]), objects, errors, file);
            }
        }
        else
        {
            objects.Add(map);
        }
    }

    private static string? KindOf(MapNode map) => (map["kind"] as ScalarNode)?.AsString;

    /// <summary>The items of the API server's own lists (<c>PodList</c>) leave out what the list says already.</summary>
    private static Node WithIdentity(Node item, Node? apiVersion, string kind)
    {
        if (item is not MapNode map || apiVersion is null || map.ContainsKey("kind"))
        {
            return item;
        }

        var identified = new MapNode(map.Count + 2) { Mark = map.Mark };
        identified.Add("apiVersion", map["apiVersion"] ?? apiVersion);
        identified.Add("kind", kind);
        foreach (var entry in map)
        {
            identified.TryAdd(entry);
        }

        return identified;
    }
}
