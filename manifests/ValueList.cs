using System.Collections;
using System.Runtime.CompilerServices;

namespace Manifests;

/// <summary>An immutable list that equals another one with equal items, so that records which hold it have value equality.</summary>
/// <remarks>Made by collection expressions: <c>Hosts = ["a", "b"]</c>.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    internal ValueList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Aggregate(_items.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>The items, for writers.</summary>
    internal ReadOnlySpan<T> Items => _items;

    /// <summary>The items between brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
