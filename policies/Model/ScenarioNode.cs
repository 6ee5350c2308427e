using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>A map of a scenario: takes the fields one by one, and reports those that nobody took.</summary>
internal sealed class ScenarioNode(MapNode map, string path, List<ReadError> errors)
{
    /// <summary>What people and generators write beside the fields; it has no effect.</summary>
    private static readonly HashSet<string> Remarks =
        new(["description", "source", "name", "line", "note", "comment", "id", "title", "upstream", "group", "suite", "test"], StringComparer.Ordinal);

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    internal string Path => path;

    internal Node? Take(params ReadOnlySpan<string> names)
    {
        Node? found = null;
        foreach (var name in names)
        {
            _taken.Add(name);
            found ??= map[name] is ScalarNode { IsNull: true } ? null : map[name];
        }

        return found;
    }

    internal string? Text(params ReadOnlySpan<string> names) => Take(names) switch
    {
        null => null,
        ScalarNode scalar => scalar.Text,
        var other => Refuse<string>(other, names[0], "a text"),
    };

    internal bool? Boolean(params ReadOnlySpan<string> names) => Take(names) switch
    {
        null => null,
        ScalarNode { AsBoolean: { } value } => value,
        ScalarNode { AsString: "true" or "false" } text => text.AsString == "true",
        var other => RefuseValue<bool>(other, names[0], "true or false"),
    };

    internal int? Port(params ReadOnlySpan<string> names) => Take(names) switch
    {
        null => null,
        ScalarNode { AsInteger: >= 0 and <= 65535 } number => (int)number.AsInteger!.Value,
        ScalarNode { AsString: { } text } when ushort.TryParse(text, out var number) => number,
        var other => RefuseValue<int>(other, names[0], "a port number"),
    };

    internal ScenarioNode? Map(params ReadOnlySpan<string> names) => Take(names) switch
    {
        null => null,
        MapNode inner => new ScenarioNode(inner, Below(names[0]), errors),
        var other => Refuse<ScenarioNode>(other, names[0], "a map"),
    };

    internal IReadOnlyList<string> Texts(params ReadOnlySpan<string> names) => Take(names) switch
    {
        null => [],
        ListNode list => [.. list.OfType<ScalarNode>().Where(item => !item.IsNull).Select(item => item.Text)],
        ScalarNode one => [one.Text],
        var other => Refuse<string[]>(other, names[0], "a list of texts") ?? [],
    };

    internal Dictionary<string, string> TextMap(params ReadOnlySpan<string> names)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Take(names) is not { } node)
        {
            return result;
        }

        if (node is not MapNode inner)
        {
            Refuse<string>(node, names[0], "a map of texts");
            return result;
        }

        foreach (var entry in inner)
        {
            result[entry.Key] = entry.Value is ListNode list ? string.Join(',', list) : entry.Value.ToString() ?? "";
        }

        return result;
    }

    internal IEnumerable<(Node Node, string Path)> Items(params ReadOnlySpan<string> names)
    {
        var name = names[0];
        return Take(names) switch
        {
            null => [],
            ListNode list => list.Select((item, index) => (item, $"{Below(name)}[{index}]")),
            var other => Refuse<List<(Node, string)>>(other, name, "a list") ?? [],
        };
    }

    /// <summary>A map that the caller found inside, at a path below this one.</summary>
    internal ScenarioNode Inner(MapNode inner, string name) => new(inner, Below(name), errors);

    internal void Error(string name, string message) => errors.Add(new ReadError(MarkOf(map[name]), $"{Below(name)}: {message}"));

    /// <summary>Reports what is neither a field nor a remark.</summary>
    internal void Close(params ReadOnlySpan<string> allowed)
    {
        foreach (var entry in map)
        {
            if (!_taken.Contains(entry.Key) && !Remarks.Contains(entry.Key) && !allowed.Contains(entry.Key))
            {
                var known = string.Join(", ", _taken.Order(StringComparer.Ordinal));
                errors.Add(new ReadError(entry.KeyMark ?? MarkOf(entry.Value), $"{Below(entry.Key)}: unknown field; allowed are {known}"));
            }
        }
    }

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private Mark MarkOf(Node? node) => node?.Mark ?? map.Mark ?? new Mark("-", 1, 1);

    private T? Refuse<T>(Node node, string name, string expected)
        where T : class
    {
        errors.Add(new ReadError(MarkOf(node), $"{Below(name)}: must be {expected}"));
        return null;
    }

    private T? RefuseValue<T>(Node node, string name, string expected)
        where T : struct
    {
        errors.Add(new ReadError(MarkOf(node), $"{Below(name)}: must be {expected}"));
        return null;
    }
}
