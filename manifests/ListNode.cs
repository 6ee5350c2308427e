using System.Collections;

namespace Manifests;

/// <summary>An ordered list of nodes.</summary>
public sealed class ListNode : Node, IReadOnlyList<Node>
{
    private readonly List<Node> _items;

    /// <summary>An empty list.</summary>
    public ListNode() => _items = [];

    /// <summary>An empty list with room for <paramref name="capacity"/> items.</summary>
    public ListNode(int capacity) => _items = new List<Node>(capacity);

    /// <summary>A list of the given items.</summary>
    public ListNode(IEnumerable<Node> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Node this[int index] => _items[index];

    /// <summary>Appends an item.</summary>
    public void Add(Node item) => _items.Add(item);

    /// <inheritdoc/>
    public override bool Equals(Node? other) => other is ListNode list && _items.SequenceEqual(list._items);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Aggregate(_items.Count, HashCode.Combine);

    /// <inheritdoc cref="IEnumerable{T}.GetEnumerator"/>
    public List<Node>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<Node> IEnumerable<Node>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
