using System.Text;
using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Reads a scenario's <c>config</c>: objects, lists of them, or YAML texts with many documents.</summary>
internal static class ScenarioConfig
{
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["AuthorizationPolicy"] = "security.istio.io/v1",
        ["PeerAuthentication"] = "security.istio.io/v1",
        ["RequestAuthentication"] = "security.istio.io/v1",
        ["DestinationRule"] = "networking.istio.io/v1",
        ["VirtualService"] = "networking.istio.io/v1",
        ["ServiceEntry"] = "networking.istio.io/v1",
        ["WorkloadEntry"] = "networking.istio.io/v1",
        ["Sidecar"] = "networking.istio.io/v1",
        ["NetworkPolicy"] = "networking.k8s.io/v1",
        ["Service"] = "v1",
        ["Namespace"] = "v1",
        ["Pod"] = "v1",
    };

    internal static IReadOnlyList<MapNode> Read(Node? node, string path, List<ReadError> errors)
    {
        var manifests = new List<MapNode>();
        Add(node, path, manifests, errors);
        return manifests;
    }

    private static void Add(Node? node, string path, List<MapNode> manifests, List<ReadError> errors)
    {
        switch (node)
        {
            case null or ScalarNode { IsNull: true }:
                return;
            case ListNode list:
                for (var index = 0; index < list.Count; index++)
                {
                    Add(list[index], $"{path}[{index}]", manifests, errors);
                }

                return;
            case ScalarNode { AsString: { } text }:
                AddText(text, path, manifests, errors);
                return;
            case MapNode map when map["kind"] is ScalarNode { AsString: { } kind } && kind.EndsWith("List", StringComparison.Ordinal) && map["items"] is ListNode items:
                Add(items, $"{path}.items", manifests, errors);
                return;
            case MapNode map when map["kind"] is ScalarNode { AsString: { Length: > 0 } }:
                manifests.Add(Normal(map));
                return;
            default:
                errors.Add(new ReadError(node.Mark ?? new Mark("-", 1, 1), $"{path}: must be a Kubernetes object with apiVersion, kind and metadata, or a YAML text of such"));
                return;
        }
    }

    private static void AddText(string text, string path, List<MapNode> manifests, List<ReadError> errors)
    {
        var result = new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(text), path);
        errors.AddRange(result.Errors);
        for (var index = 0; index < result.Items.Count; index++)
        {
            Add(result.Items[index], $"{path}[{index}]", manifests, errors);
        }
    }

    /// <summary>
    /// Test suites write objects without <c>metadata</c> or <c>apiVersion</c>, and ports as numbers where the schema wants texts.
    /// </summary>
    private static MapNode Normal(MapNode map)
    {
        var normal = new MapNode(map.Count + 2) { Mark = map.Mark };
        foreach (var entry in map)
        {
            normal.Add(entry.Key == "spec" && entry.Value is MapNode spec ? entry with { Value = WithTexts(spec) } : entry);
        }

        if (map["apiVersion"] is not ScalarNode { AsString: { Length: > 0 } } && map["kind"] is ScalarNode kind && Groups.TryGetValue(kind.Text, out var version))
        {
            normal["apiVersion"] = version;
        }

        if (map["metadata"] is not MapNode)
        {
            var metadata = new MapNode();
            foreach (var field in new[] { "name", "namespace", "labels", "annotations", "creationTimestamp" })
            {
                if (map[field] is { } value)
                {
                    metadata.Add(field, value);
                }
            }

            normal["metadata"] = metadata;
        }

        return normal;
    }

    private static MapNode WithTexts(MapNode spec)
    {
        if (spec["rules"] is not ListNode rules)
        {
            return spec;
        }

        var normal = new MapNode(spec.Count) { Mark = spec.Mark };
        foreach (var entry in spec)
        {
            normal.Add(entry.Key == "rules" ? entry with { Value = Texts(rules) } : entry);
        }

        return normal;
    }

    /// <summary>Every item of a list that is a number or boolean becomes its text.</summary>
    private static Node Texts(Node node)
    {
        switch (node)
        {
            case MapNode map:
                var copy = new MapNode(map.Count) { Mark = map.Mark };
                foreach (var entry in map)
                {
                    if (entry.Value is not ScalarNode { IsNull: true })
                    {
                        copy.Add(entry with { Value = Texts(entry.Value) });
                    }
                }

                return copy;
            case ListNode list:
                return new ListNode(list.Select(item => item is ScalarNode { IsNull: false, AsString: null } scalar ? new ScalarNode(scalar.Text) { Mark = scalar.Mark } : Texts(item)))
                {
                    Mark = list.Mark,
                };
            default:
                return node;
        }
    }
}
