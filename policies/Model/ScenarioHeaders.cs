using Manifests;

namespace Policies.Model;

/// <summary>Reads the headers of a call: a map of names, or a list of <c>{ name, value }</c>, of maps with one name, or of lines <c>name: value</c>.</summary>
internal static class ScenarioHeaders
{
    private const string Allowed = "a header is an entry of a map, or of a list { name, value }, { <name>: <value> } or 'name: value'";

    /// <summary>The headers in their order, names in lower case; one that comes again is there again.</summary>
    internal static IEnumerable<(string Name, string Value)> Read(ScenarioNode call) => call.Take("headers") switch
    {
        null => [],
        MapNode map => map.SelectMany(OfEntry),
        ListNode list => list.SelectMany(item => OfItem(call, item)),
        _ => Refused(call),
    };

    private static IEnumerable<(string Name, string Value)> OfItem(ScenarioNode call, Node item)
    {
        switch (item)
        {
            case ScalarNode { AsString: { } line } when line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0:
                return [(line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim())];
            case MapNode map when map["name"] is ScalarNode { IsNull: false } name && map.All(entry => entry.Key is "name" or "value" or "values"):
                return Values(map["value"] ?? map["values"]).Select(value => (name.Text.ToLowerInvariant(), value));
            case MapNode { Count: 1 } map:
                return map.SelectMany(OfEntry);
            default:
                return Refused(call);
        }
    }

    private static IEnumerable<(string Name, string Value)> OfEntry(MapEntry entry) =>
        Values(entry.Value).Select(value => (entry.Key.ToLowerInvariant(), value));

    /// <summary>A header without a value is there, and empty.</summary>
    private static IEnumerable<string> Values(Node? node) => node switch
    {
        ListNode list => list.Select(Text),
        _ => [Text(node)],
    };

    private static string Text(Node? node) => node is null or ScalarNode { IsNull: true } ? "" : node is ScalarNode scalar ? scalar.Text : node.ToString() ?? "";

    private static IEnumerable<(string Name, string Value)> Refused(ScenarioNode call)
    {
        call.Error("headers", Allowed);
        return [];
    }
}
