using Shouldly;
using Trust;
using Xunit;

namespace Tests.Trust;

public sealed class TrustDomainTests
{
    [Theory]
    [InlineData("us.mesh.example")]
    [InlineData("cluster.local")]
    [InlineData("a-b_c.1")]
    public void Parse_LegalName_RoundTrips(string name) => TrustDomain.Parse(name).ToString().ShouldBe(name);

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("US.mesh", "only lower-case letters")]
    [InlineData("spiffe://us", "only lower-case letters")]
    [InlineData("us:8443", "only lower-case letters")]
    [InlineData("user@us", "only lower-case letters")]
    [InlineData("us/path", "only lower-case letters")]
    [InlineData("%75s", "only lower-case letters")]
    [InlineData("münchen", "only lower-case letters")]
    public void TryParse_IllegalName_SaysWhy(string? name, string expected)
    {
        TrustDomain.TryParse(name, out _, out var reason).ShouldBeFalse();

        reason.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void TryParse_Length_IsLimitedTo255()
    {
        TrustDomain.TryParse(new string('a', 255), out _, out _).ShouldBeTrue();
        TrustDomain.TryParse(new string('a', 256), out _, out var reason).ShouldBeFalse();
        reason.ShouldBe("the trust domain has 256 characters; at most 255 are allowed");
    }

    [Fact]
    public void Parse_IllegalName_NamesItInTheError() =>
        Should.Throw<FormatException>(() => TrustDomain.Parse("Us")).Message.ShouldStartWith("trust domain 'Us': ");

    [Fact]
    public void Default_HasNoName() => Should.Throw<InvalidOperationException>(() => default(TrustDomain).Name);
}
