using FsCheck;
using FsCheck.Fluent;
using Policies.Network;
using Xunit;

namespace Tests.Policies.Network;

public sealed class AddressNumberTests
{
    private static readonly Gen<ulong> Halves = Gen.OneOf(
        Gen.Elements<ulong>(0, 1, 0xff, uint.MaxValue, ulong.MaxValue - 1, ulong.MaxValue),
        from upper in Gen.Choose(int.MinValue, int.MaxValue)
        from lower in Gen.Choose(int.MinValue, int.MaxValue)
        select unchecked(((ulong)(uint)upper << 32) | (uint)lower));

    private static readonly Gen<AddressNumber> Numbers = from high in Halves from low in Halves select new AddressNumber(high, low);

    [Fact]
    public void Arithmetic_AnyTwo_IsThePlatforms() => Check.QuickThrowOnFailure(Prop.ForAll(Numbers.ToArbitrary(), Numbers.ToArbitrary(), (one, two) =>
    {
        var (left, right) = (Wide(one), Wide(two));
        return Wide(one.Next) == unchecked(left + 1)
            && Wide(one.Previous) == unchecked(left - 1)
            && one.Bits == (int)UInt128.PopCount(left)
            && Wide(one & two) == (left & right)
            && Wide(one | two) == (left | right)
            && Wide(one ^ two) == (left ^ right)
            && Wide(~one) == ~left
            && (one < two, one <= two, one > two, one >= two) == (left < right, left <= right, left > right, left >= right)
            && one.CompareTo(two) == left.CompareTo(right)
            && Wide(AddressNumber.Min(one, two)) == UInt128.Min(left, right)
            && Wide(AddressNumber.Max(one, two)) == UInt128.Max(left, right)
            && Wide(one.Append(0xa5)) == unchecked((left << 8) | 0xa5)
            && Enumerable.Range(0, 16).All(octet => one.Octet(octet) == (byte)((left >> (8 * octet)) & 0xff));
    }));

    [Fact]
    public void LowestBits_AnyCount_AreSet() =>
        Assert.All(Enumerable.Range(0, 129), count => Assert.Equal(count == 0 ? 0 : UInt128.MaxValue >> (128 - count), Wide(AddressNumber.LowestBits(count))));

    private static UInt128 Wide(AddressNumber number) => new(number.High, number.Low);
}
