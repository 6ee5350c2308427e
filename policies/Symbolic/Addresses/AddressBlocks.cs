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

            first = block.Last + 1;
        }
    }

    /// <summary>The largest block at the start of a range.</summary>
    private static AddressRange Largest(AddressRange range)
    {
        UInt128 hosts = 0;
        for (var wider = UInt128.One; wider != 0 && wider != hosts && (range.First & wider) == 0 && range.First + wider <= range.Last && range.First + wider > range.First;)
        {
            hosts = wider;
            wider = (wider << 1) | 1;
        }

        return range with { Last = range.First + hosts };
    }
}
