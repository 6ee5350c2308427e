using System.Net;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Addresses;

/// <summary>All IP addresses, of both families, split by blocks.</summary>
internal sealed class AddressPartition
{
    // From the ranges that are kept for documentation (RFC 5737, RFC 3849): where no block has a say, the witness is nobody's address.
    private static readonly IPAddress[] Plain = [IPAddress.Parse("198.51.100.7"), IPAddress.Parse("2001:db8::7"), IPAddress.Any, IPAddress.IPv6Any];

    private readonly IReadOnlyList<AddressBlock> _blocks;
    private readonly Dictionary<string, int> _atoms = new(StringComparer.Ordinal);
    private readonly Dictionary<AddressBlock, AtomSet> _sets;

    private AddressPartition(IReadOnlyList<AddressBlock> blocks)
    {
        _blocks = blocks;

        // Blocks are nested or apart, so what is left of one without those inside begins at its start or right behind one of them.
        List<IPAddress> witnesses = [];
        var matched = new List<List<int>>();
        foreach (var address in Plain.Concat(blocks.SelectMany(block => new[] { block.First, block.AfterLast }).OfType<IPAddress>()))
        {
            if (_atoms.TryAdd(Membership(address), witnesses.Count))
            {
                witnesses.Add(address);
                matched.Add([.. Enumerable.Range(0, blocks.Count).Where(index => blocks[index].Contains(address))]);
            }
        }

        Witnesses = witnesses;
        _sets = blocks.Select((block, index) => (block, index)).ToDictionary(
            pair => pair.block,
            pair => AtomSet.Of(Enumerable.Range(0, matched.Count).Where(atom => matched[atom].Contains(pair.index)), matched.Count));
    }

    /// <summary>One address of each atom.</summary>
    public IReadOnlyList<IPAddress> Witnesses { get; }

    /// <summary>Splits the addresses.</summary>
    public static AddressPartition Of(IEnumerable<AddressBlock> blocks) =>
        new([.. blocks.DistinctBy(block => block.Key).OrderBy(block => block.Key, StringComparer.Ordinal)]);

    /// <summary>The atoms of a block that the partition was made with.</summary>
    public AtomSet Matching(AddressBlock block) => _sets[block];

    /// <summary>The atom of an address.</summary>
    public int AtomOf(IPAddress address) => _atoms[Membership(address)];

    private string Membership(IPAddress address) => string.Concat(_blocks.Select(block => block.Contains(address) ? '1' : '0'));
}
