using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Policies.Network;
using Shouldly;
using Xunit;

namespace Tests.Policies.Network;

public sealed class AddressTests
{
    private static readonly bool[] Families = [false, true];

    private static readonly Gen<AddressRange> Ranges =
        from first in Gen.Choose(0, 40)
        from length in Gen.Choose(0, 10)
        from isVersion6 in Gen.Elements(false, true)
        from isLast in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select isLast
            ? new AddressRange(isVersion6, (ulong)first, isVersion6 ? AddressNumber.Highest : uint.MaxValue)
            : new AddressRange(isVersion6, (ulong)first, (ulong)(first + length));

    private static readonly Gen<AddressSet> Sets = Ranges.ListOf().Select(ranges => AddressSet.Of(ranges));

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("10.1.2.3/32", "10.1.2.3")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::/0", "::/0")]
    [InlineData("fd00::1/8", "fd00::/8")]
    [InlineData("::1/128", "::1")]
    [InlineData("fe80::1%eth0", "fe80::1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    public void TryParse_AddressOrBlock_IsTheRange(string text, string range)
    {
        AddressRange.TryParse(text, out var parsed).ShouldBeTrue();
        parsed.ToString().ShouldBe(range);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.01")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("0x10.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("::1%")]
    [InlineData("fe80::%eth0/64")]
    [InlineData("::/129")]
    [InlineData("host")]
    public void TryParse_OtherText_IsRefused(string? text) => AddressRange.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_RandomBlock_AgreesWithThePlatform()
    {
        var blocks = from bytes in Gen.ArrayOf(Gen.Choose(0, 255), 4)
                     from length in Gen.Choose(0, 32)
                     from address in Gen.ArrayOf(Gen.Choose(0, 255), 4)
                     select (bytes, length, address);
        Check.QuickThrowOnFailure(Prop.ForAll(blocks.ToArbitrary(), sample =>
        {
            var mask = sample.length == 0 ? 0 : uint.MaxValue << (32 - sample.length);
            var number = sample.bytes.Aggregate(0u, (all, part) => (all << 8) | (uint)part) & mask;
            var network = new IPNetwork(new IPAddress([(byte)(number >> 24), (byte)((number >> 16) & 255), (byte)((number >> 8) & 255), (byte)(number & 255)]), sample.length);
            var address = IPAddress.Parse(string.Join('.', sample.address));
            AddressRange.TryParse($"{string.Join('.', sample.bytes)}/{sample.length}", out var range).ShouldBeTrue();
            AddressRange.TryParse(address.ToString(), out var single).ShouldBeTrue();
            return range.Contains(single) == network.Contains(address) && range.ToString() == (sample.length == 32 ? network.BaseAddress.ToString() : network.ToString());
        }));
    }

    [Fact]
    public void Sets_Algebra_IsThatOfMembership()
    {
        var addresses = Enumerable.Range(0, 60).Select(number => (AddressNumber)(ulong)number).ToList();
        Check.QuickThrowOnFailure(Prop.ForAll(Sets.ToArbitrary(), Sets.ToArbitrary(), (one, two) =>
            Families.All(isVersion6 => addresses.Append(isVersion6 ? AddressNumber.Highest : uint.MaxValue).All(number =>
            {
                var address = new AddressRange(isVersion6, number, number);
                var (inOne, inTwo) = (one.Contains(address), two.Contains(address));
                return one.Union(two).Contains(address) == (inOne || inTwo)
                    && one.Intersect(two).Contains(address) == (inOne && inTwo)
                    && one.Except(two).Contains(address) == (inOne && !inTwo)
                    && one.Complement().Contains(address) == !inOne;
            }))));
    }

    [Fact]
    public void Sets_EqualMembers_AreEqualWhateverTheOrder() => Check.QuickThrowOnFailure(Prop.ForAll(Ranges.ListOf().ToArbitrary(), ranges =>
    {
        var set = AddressSet.Of(ranges);
        return set.Equals(AddressSet.Of(Enumerable.Reverse(ranges)))
            && set.GetHashCode() == AddressSet.Of(Enumerable.Reverse(ranges)).GetHashCode()
            && set.Complement().Complement().Equals(set)
            && set.Union(set.Complement()).Equals(AddressSet.All)
            && set.Contains(set)
            && set.Overlaps(set) == !set.IsEmpty;
    }));
}
