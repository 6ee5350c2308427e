using Policies.Network;

namespace Policies.Symbolic.Addresses;

/// <summary>Sets of addresses as the fewest blocks.</summary>
internal static class AddressBlocks
{
    /// <summary>The blocks of a set, in ascending order.</summary>
    public static IEnumerable<AddressBlock> Of(AddressSet addresses) => addresses.Ranges.SelectMany(Of);

    private static IEnumerable<AddressBlock> Of(AddressRange range)
    {
        for (var first = range.First; ;)
        {
            var block = Largest(range with { First = first });
            if (AddressBlock.TryParse(block.ToString(), out var parsed))
            {
                yield return parsed;
            }

            if (block.Last == range.Last)
            {
                yield break;
            }

            first = block.Last.Next;
        }
    }

    /// <summary>The largest block at the start of a range.</summary>
    private static AddressRange Largest(AddressRange range)
    {
        var hosts = new AddressNumber();
        for (var width = 1; width <= 128 && AddressNumber.LowestBits(width) is var wider && (range.First & wider) == 0 && (range.First | wider) <= range.Last; width++)
        {
            hosts = wider;
        }

        return range with { Last = range.First | hosts };
    }
}
