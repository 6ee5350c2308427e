using System.Net;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Addresses;

/// <summary>A part of a call that is an IP address.</summary>
internal sealed class AddressDimension(DimensionKey key, AddressPartition partition) : Dimension(key)
{
    /// <inheritdoc/>
    public override int Count => partition.Witnesses.Count;

    /// <inheritdoc/>
    public override AtomSet Matching(Pattern pattern) => partition.Matching((AddressBlock)pattern);

    /// <inheritdoc/>
    public override string Witness(int atom) => partition.Witnesses[atom].ToString();

    /// <summary>The atom of an address.</summary>
    public int AtomOf(IPAddress address) => partition.AtomOf(address);
}
