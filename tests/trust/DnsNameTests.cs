using Shouldly;
using Trust;
using Xunit;

namespace Tests.Trust;

public sealed class DnsNameTests
{
    [Theory]
    [InlineData("svc", "svc")]
    [InlineData("Nats.Broker.SVC", "nats.broker.svc")]
    [InlineData("*.nats.broker.svc", "*.nats.broker.svc")]
    [InlineData("1.example", "1.example")]
    public void Parse_LegalName_IsLowerCase(string name, string expected) => DnsName.Parse(name).Name.ShouldBe(expected);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a..b", "empty label")]
    [InlineData("a.", "empty label")]
    [InlineData(".a", "empty label")]
    [InlineData("a_b", "something else")]
    [InlineData("*", "something else")]
    [InlineData("a.*.b", "something else")]
    [InlineData("a*.b", "something else")]
    [InlineData("-a.b", "dash")]
    [InlineData("a-.b", "dash")]
    [InlineData("10.0.0.1", "IP address")]
    [InlineData("münchen.example", "something else")]
    public void TryParse_IllegalName_SaysWhy(string name, string expected)
    {
        DnsName.TryParse(name, out _, out var reason).ShouldBeFalse();

        reason.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void TryParse_Lengths_AreLimited()
    {
        DnsName.TryParse(new string('a', 63), out _, out _).ShouldBeTrue();
        DnsName.TryParse(new string('a', 64), out _, out _).ShouldBeFalse();
        DnsName.TryParse(string.Join('.', Enumerable.Repeat("aaa", 63)) + ".a", out _, out _).ShouldBeTrue();
        DnsName.TryParse(string.Join('.', Enumerable.Repeat("aaa", 63)) + ".aaa", out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("orders.shop.svc", "svc", true)]
    [InlineData("svc", "svc", true)]
    [InlineData("orders.shop.xsvc", "svc", false)]
    [InlineData("svc", "shop.svc", false)]
    public void IsWithin_ComparesWholeLabels(string name, string subtree, bool expected) =>
        DnsName.Parse(name).IsWithin(DnsName.Parse(subtree)).ShouldBe(expected);
}
