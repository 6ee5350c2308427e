using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Policies.Symbolic.Classes;

/// <summary>The tests of one clause by what they look at. A clause looks at a handful of dimensions and there are very many clauses, so it is no hash table.</summary>
/// <param name="entries">The tests, each dimension once.</param>
internal sealed class ClauseTests(KeyValuePair<DimensionKey, IReadOnlyList<Test>>[] entries) : IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>>
{
    /// <summary>The tests.</summary>
    public ReadOnlySpan<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> Entries => entries;

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public IEnumerable<DimensionKey> Keys => entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<Test>> Values => entries.Select(entry => entry.Value);

    /// <inheritdoc/>
    public IReadOnlyList<Test> this[DimensionKey key] => TryGetValue(key, out var tests) ? tests : throw new KeyNotFoundException($"no test of {key}");

    /// <summary>Tests as such a list.</summary>
    public static ClauseTests Of(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests) => tests as ClauseTests ?? new ClauseTests([.. tests]);

    /// <inheritdoc/>
    public bool ContainsKey(DimensionKey key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(DimensionKey key, [MaybeNullWhen(false)] out IReadOnlyList<Test> value)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> GetEnumerator() => entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();
}
