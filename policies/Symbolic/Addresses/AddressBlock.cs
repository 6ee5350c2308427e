using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Addresses;

/// <summary>A block of IP addresses, as a policy writes it: an address, or an address and the length of its prefix.</summary>
internal sealed record AddressBlock : Pattern
{
    private AddressBlock(string text, IPNetwork network)
        : base(text) => Network = network;

    /// <summary>The block.</summary>
    public IPNetwork Network { get; }

    /// <summary>Reads a block; bits behind the prefix are ignored, as Istio and Kubernetes do.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AddressBlock? block)
    {
        block = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), out length) || length < 0 || length > bits))
        {
            return false;
        }

        block = new AddressBlock(text, new IPNetwork(Masked(address, length), length));
        return true;
    }

    /// <summary>Whether an address is in the block. Addresses of the other family never are.</summary>
    public bool Contains(IPAddress address) => Network.Contains(address);

    /// <summary>Whether some address is in both blocks: then one of them is within the other.</summary>
    public bool Overlaps(AddressBlock other) => Contains(other.First) || other.Contains(First);

    /// <summary>The first address.</summary>
    public IPAddress First => Network.BaseAddress;

    /// <summary>The address after the last one; null at the end of the family.</summary>
    public IPAddress? AfterLast
    {
        get
        {
            var bytes = Network.BaseAddress.GetAddressBytes();
            for (var bit = Network.PrefixLength - 1; bit >= 0; bit--)
            {
                var mask = (byte)(0x80 >> (bit % 8));
                bytes[bit / 8] ^= mask;
                if ((bytes[bit / 8] & mask) != 0)
                {
                    return new IPAddress(bytes);
                }
            }

            return null;
        }
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)(0xff ^ (0x80 >> (bit % 8)));
        }

        return new IPAddress(bytes);
    }
}
