using System.Formats.Asn1;
using System.Net;

namespace Trust.X509;

/// <summary>One side of a certificate's name constraints: the subtrees that are permitted, or those that are excluded.</summary>
public sealed record GeneralSubtrees
{
    /// <summary>No subtrees.</summary>
    public static GeneralSubtrees None { get; } = new();

    /// <summary>URI hosts: exactly that host, or, with a leading dot, only the names below it.</summary>
    public IReadOnlyList<string> UriHosts { get; init; } = [];

    /// <summary>DNS names: that name and all below it.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>IP networks.</summary>
    public IReadOnlyList<IPNetwork> IpNetworks { get; init; } = [];

    /// <summary>How many subtrees there are of kinds that are not listed above.</summary>
    public int Others { get; init; }

    /// <summary>Whether there is no subtree at all.</summary>
    public bool IsEmpty => UriHosts.Count + DnsNames.Count + IpNetworks.Count + Others == 0;

    internal void WriteTo(AsnWriter writer, Asn1Tag tag)
    {
        if (IsEmpty)
        {
            return;
        }

        using var _ = writer.PushSequence(tag);
        foreach (var host in UriHosts)
        {
            Write(writer, () => writer.WriteCharacterString(UniversalTagNumber.IA5String, host, GeneralNameTags.Uri));
        }

        foreach (var name in DnsNames)
        {
            Write(writer, () => writer.WriteCharacterString(UniversalTagNumber.IA5String, name, GeneralNameTags.Dns));
        }

        foreach (var network in IpNetworks)
        {
            Write(writer, () => writer.WriteOctetString(AddressAndMask(network), GeneralNameTags.IpAddress));
        }
    }

    internal static GeneralSubtrees Read(AsnReader subtrees)
    {
        List<string> hosts = [], names = [];
        List<IPNetwork> networks = [];
        var others = 0;
        while (subtrees.HasData)
        {
            var subtree = subtrees.ReadSequence();
            var tag = subtree.PeekTag();
            if (tag.HasSameClassAndValue(GeneralNameTags.Uri))
            {
                hosts.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            }
            else if (tag.HasSameClassAndValue(GeneralNameTags.Dns))
            {
                names.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            }
            else if (tag.HasSameClassAndValue(GeneralNameTags.IpAddress))
            {
                networks.Add(Network(subtree.ReadOctetString(tag)));
            }
            else
            {
                others++;
            }
        }

        return new GeneralSubtrees { UriHosts = hosts, DnsNames = names, IpNetworks = networks, Others = others };
    }

    private static void Write(AsnWriter writer, Action writeBase)
    {
        using (writer.PushSequence())
        {
            writeBase();
        }
    }

    private static byte[] AddressAndMask(IPNetwork network)
    {
        var address = network.BaseAddress.GetAddressBytes();
        var mask = new byte[address.Length];
        for (var bit = 0; bit < network.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return [.. address, .. mask];
    }

    private static IPNetwork Network(byte[] addressAndMask)
    {
        var half = addressAndMask.Length / 2;
        var prefix = addressAndMask[half..].Sum(b => int.PopCount(b));
        return new IPNetwork(new IPAddress(addressAndMask[..half]), prefix);
    }
}
