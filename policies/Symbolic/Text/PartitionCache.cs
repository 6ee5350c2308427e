using System.Collections.Concurrent;
using Policies.Symbolic.Addresses;

namespace Policies.Symbolic.Text;

/// <summary>Remembers partitions by what they are made of: most services of a fleet are called with the same few methods and paths.</summary>
internal sealed class PartitionCache
{
    private readonly ConcurrentDictionary<string, TextPartition> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AddressPartition> _addresses = new(StringComparer.Ordinal);

    /// <summary>The partition of a universe by patterns.</summary>
    public TextPartition Of(TextUniverse universe, IEnumerable<TextPattern> patterns)
    {
        TextPattern[] ordered = [.. patterns.Distinct().Where(pattern => !universe.IsCoveredBy(pattern)).OrderBy(pattern => pattern.Key, StringComparer.Ordinal)];
        var key = string.Join('\n', ordered.Select(pattern => pattern.Key).Prepend(universe.Key));
        return _texts.GetOrAdd(key, _ => TextPartition.Of(universe, ordered));
    }

    /// <summary>The partition of all addresses by blocks.</summary>
    public AddressPartition Of(IEnumerable<AddressBlock> blocks)
    {
        AddressBlock[] ordered = [.. blocks.OrderBy(block => block.Key, StringComparer.Ordinal)];
        var key = string.Join('\n', ordered.Select(block => block.Key));
        return _addresses.GetOrAdd(key, _ => AddressPartition.Of(ordered));
    }
}
