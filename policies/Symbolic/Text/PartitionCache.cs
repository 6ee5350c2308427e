using Policies.Symbolic.Addresses;

namespace Policies.Symbolic.Text;

/// <summary>Remembers partitions by what they are made of: most services of a fleet are called with the same few methods and paths.</summary>
internal sealed class PartitionCache
{
    private readonly Dictionary<string, TextPartition> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddressPartition> _addresses = new(StringComparer.Ordinal);

    /// <summary>The partition of a universe by patterns.</summary>
    public TextPartition Of(TextUniverse universe, IEnumerable<TextPattern> patterns)
    {
        TextPattern[] ordered = [.. patterns.Distinct().Where(pattern => !universe.IsCoveredBy(pattern)).OrderBy(pattern => pattern.Key, StringComparer.Ordinal)];
        var key = string.Join('\n', ordered.Select(pattern => pattern.Key).Prepend(universe.Key));
        if (!_texts.TryGetValue(key, out var partition))
        {
            _texts.Add(key, partition = TextPartition.Of(universe, ordered));
        }

        return partition;
    }

    /// <summary>The partition of all addresses by blocks.</summary>
    public AddressPartition Of(IEnumerable<AddressBlock> blocks)
    {
        AddressBlock[] ordered = [.. blocks.OrderBy(block => block.Key, StringComparer.Ordinal)];
        var key = string.Join('\n', ordered.Select(block => block.Key));
        if (!_addresses.TryGetValue(key, out var partition))
        {
            _addresses.Add(key, partition = AddressPartition.Of(ordered));
        }

        return partition;
    }
}
