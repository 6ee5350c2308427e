namespace Policies.Network;

/// <summary>
/// An IP address as a number of 128 bits. Not <see cref="UInt128"/>: prepared machine code leaves out every method with one in it, so that a run would compile all
/// that handles addresses anew (<c>docs/adr/0004-start-up.md</c>).
/// </summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct AddressNumber(ulong High, ulong Low) : IComparable<AddressNumber>
{
    /// <summary>The highest number of 128 bits.</summary>
    public static AddressNumber Highest { get; } = new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>The number that follows; the highest is followed by 0.</summary>
    public AddressNumber Next => new(Low == ulong.MaxValue ? unchecked(High + 1) : High, unchecked(Low + 1));

    /// <summary>The number before; 0 comes after the highest.</summary>
    public AddressNumber Previous => new(Low == 0 ? unchecked(High - 1) : High, unchecked(Low - 1));

    /// <summary>How many bits are set.</summary>
    public int Bits => (int)(ulong.PopCount(High) + ulong.PopCount(Low));

    /// <summary>A number of 64 bits.</summary>
    public static implicit operator AddressNumber(ulong number) => new(0, number);

    /// <summary>Whether the left one is lower.</summary>
    public static bool operator <(AddressNumber left, AddressNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is higher.</summary>
    public static bool operator >(AddressNumber left, AddressNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not higher.</summary>
    public static bool operator <=(AddressNumber left, AddressNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not lower.</summary>
    public static bool operator >=(AddressNumber left, AddressNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The bits of both.</summary>
    public static AddressNumber operator &(AddressNumber left, AddressNumber right) => new(left.High & right.High, left.Low & right.Low);

    /// <summary>The bits of either.</summary>
    public static AddressNumber operator |(AddressNumber left, AddressNumber right) => new(left.High | right.High, left.Low | right.Low);

    /// <summary>The bits of one of them.</summary>
    public static AddressNumber operator ^(AddressNumber left, AddressNumber right) => new(left.High ^ right.High, left.Low ^ right.Low);

    /// <summary>The bits that are not set.</summary>
    public static AddressNumber operator ~(AddressNumber number) => new(~number.High, ~number.Low);

    /// <summary>The lower of two.</summary>
    public static AddressNumber Min(AddressNumber one, AddressNumber two) => one < two ? one : two;

    /// <summary>The higher of two.</summary>
    public static AddressNumber Max(AddressNumber one, AddressNumber two) => one < two ? two : one;

    /// <summary>The number whose lowest bits are set, and no other: the host part of a block.</summary>
    /// <param name="count">How many, from 0 to 128.</param>
    public static AddressNumber LowestBits(int count) => count switch
    {
        0 => 0,
        <= 64 => ulong.MaxValue >> (64 - count),
        _ => new(ulong.MaxValue >> (128 - count), ulong.MaxValue),
    };

    /// <summary>The number with eight more bits at its lower end; the upper eight are lost.</summary>
    /// <param name="octet">The bits.</param>
    public AddressNumber Append(byte octet) => new((High << 8) | (Low >> 56), (Low << 8) | octet);

    /// <summary>Eight of its bits.</summary>
    /// <param name="fromBelow">Which, from 0, the lowest, to 15.</param>
    public byte Octet(int fromBelow) => (byte)(((fromBelow < 8 ? Low : High) >> (8 * (fromBelow % 8))) & byte.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(AddressNumber other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);
}
