using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Manifests.Reading;

/// <summary>The anchors of a document, and how much their aliases stand for.</summary>
internal sealed class YamlAnchors(ReadLimits limits)
{
    private readonly Dictionary<string, Node?> _nodes = new(StringComparer.Ordinal);
    private long _aliased;

    internal void Clear() => _nodes.Clear();

    /// <summary>Begins a node; until it is closed, an alias to it would be a cycle.</summary>
    internal string? Open(AnchorName anchor)
    {
        if (anchor.IsEmpty)
        {
            return null;
        }

        _nodes[anchor.Value] = null;
        return anchor.Value;
    }

    internal void Close(string? anchor, Node node)
    {
        if (anchor is not null)
        {
            _nodes[anchor] = node;
        }
    }

    internal Node Resolve(AnchorAlias alias, Mark mark, int depth)
    {
        if (!_nodes.TryGetValue(alias.Value.Value, out var node))
        {
            throw new ReadRefusal(new ReadError(mark, $"the alias '*{alias.Value.Value}' has no anchor before it", $"write '&{alias.Value.Value}' before the value that is meant, in the same document, or the value itself in its place"));
        }

        if (node is null)
        {
            throw new ReadRefusal(new ReadError(mark, $"the alias '*{alias.Value.Value}' is inside its own anchor"));
        }

        var (size, height) = Measure(node);
        _aliased += size;
        if (_aliased > limits.AliasedNodes)
        {
            throw new ReadRefusal(new ReadError(mark, $"the aliases stand for more than {limits.AliasedNodes} nodes"));
        }

        if (depth + height > limits.Depth)
        {
            throw ReadRefusal.OfDepth(mark, limits);
        }

        return node;
    }

    /// <summary>Nodes and nested maps and lists below a node; walking it is bounded because its own aliases were.</summary>
    private static (long Size, int Height) Measure(Node node)
    {
        var children = node switch
        {
            MapNode map => map.Select(entry => entry.Value),
            ListNode list => list,
            _ => null,
        };
        if (children is null)
        {
            return (1, 0);
        }

        var (size, height) = (1L, 0);
        foreach (var child in children)
        {
            var (childSize, childHeight) = Measure(child);
            (size, height) = (size + childSize, Math.Max(height, childHeight));
        }

        return (size, height + 1);
    }
}
