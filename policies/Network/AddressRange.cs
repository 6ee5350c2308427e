using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Policies.Network;

/// <summary>
/// The IP addresses of one family from <see cref="First"/> to <see cref="Last"/>, which is what a CIDR block is. IPv4 and IPv6 never overlap; an IPv4
/// address in IPv6's clothes (<c>::ffff:10.0.0.1</c>) is an IPv6 address, as in Kubernetes and Envoy.
/// </summary>
/// <param name="IsVersion6">Whether the addresses are IPv6.</param>
/// <param name="First">The lowest address as a number.</param>
/// <param name="Last">The highest address as a number.</param>
public readonly record struct AddressRange(bool IsVersion6, AddressNumber First, AddressNumber Last)
{
    /// <summary>Every IPv4 address.</summary>
    public static AddressRange Version4 { get; } = new(false, 0, uint.MaxValue);

    /// <summary>Every IPv6 address.</summary>
    public static AddressRange Version6 { get; } = new(true, 0, AddressNumber.Highest);

    /// <summary>Reads an address or a CIDR block. Host bits may be set and do not count, as in Go's <c>netip</c>.</summary>
    /// <param name="text">Such as <c>10.0.0.0/8</c>, <c>10.1.2.3</c> or <c>fd00::/8</c>.</param>
    /// <param name="range">The addresses.</param>
    /// <returns>Whether the text is an address or a block; leading zeros, zones of blocks and short forms are none.</returns>
    public static bool TryParse(string? text, out AddressRange range)
    {
        range = default;
        if (text is null)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], slash < 0, out var isVersion6, out var address))
        {
            return false;
        }

        var width = isVersion6 ? 128 : 32;
        var length = width;
        if (slash >= 0 && !TryParseLength(text.AsSpan(slash + 1), width, out length))
        {
            return false;
        }

        var hosts = AddressNumber.LowestBits(width - length);
        range = new AddressRange(isVersion6, address & ~hosts, address | hosts);
        return true;
    }

    /// <summary>Reads an address or a CIDR block that the program itself states.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static AddressRange Parse(string text) => TryParse(text, out var range) ? range : throw new ArgumentException($"'{text}' is no address", nameof(text));

    /// <summary>Whether the text is one IP address.</summary>
    public static bool IsAddress(string text) => TryParseAddress(text, true, out _, out _);

    /// <summary>Whether every address of the other range is in this one.</summary>
    public bool Contains(AddressRange other) => IsVersion6 == other.IsVersion6 && First <= other.First && other.Last <= Last;

    /// <summary>Whether the two have an address in common.</summary>
    public bool Overlaps(AddressRange other) => IsVersion6 == other.IsVersion6 && First <= other.Last && other.First <= Last;

    /// <summary>The range as an address, a CIDR block, or its first and last address where it is no block.</summary>
    public override string ToString()
    {
        var hosts = First ^ Last;
        var isBlock = (hosts & hosts.Next) == 0 && (First & hosts) == 0;
        var length = (IsVersion6 ? 128 : 32) - hosts.Bits;
        return First == Last ? Text(First) : isBlock ? $"{Text(First)}/{length}" : $"{Text(First)}-{Text(Last)}";
    }

    private static bool TryParseLength(ReadOnlySpan<char> text, int width, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= width && (text.Length == 1 || text[0] != '0');

    private static bool TryParseAddress(string text, bool mayHaveZone, out bool isVersion6, out AddressNumber value)
    {
        isVersion6 = text.Contains(':', StringComparison.Ordinal);
        value = 0;
        if (!isVersion6)
        {
            return TryParseVersion4(text, out value);
        }

        var zone = text.IndexOf('%', StringComparison.Ordinal);
        if (text.AsSpan().ContainsAny('[', ']') || zone == text.Length - 1 || (zone >= 0 && !mayHaveZone)
            || !IPAddress.TryParse(zone < 0 ? text : text[..zone], out var address) || address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return false;
        }

        foreach (var part in address.GetAddressBytes())
        {
            value = value.Append(part);
        }

        return true;
    }

    /// <summary>Four decimal numbers: the platform's parser also takes octal, hexadecimal and shorter forms, which Go refuses.</summary>
    private static bool TryParseVersion4(string text, out AddressNumber value)
    {
        value = 0;
        var parts = text.Split('.');
        foreach (var part in parts)
        {
            if (part is [] || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            value = value.Append(number);
        }

        return parts.Length == 4;
    }

    private string Text(AddressNumber value) => new IPAddress([.. Enumerable.Range(1, IsVersion6 ? 16 : 4).Reverse().Select(octet => value.Octet(octet - 1))]).ToString();
}
