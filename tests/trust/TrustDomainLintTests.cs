using Shouldly;
using Trust;
using Xunit;

namespace Tests.Trust;

public sealed class TrustDomainLintTests
{
    [Fact]
    public void Check_NamesThatAllVerifiersAgreeOn_FindsNothing() => Check("us.mesh.example", "eu.mesh.example", "notmesh.example").ShouldBeEmpty();

    [Theory]
    [InlineData("us_east.mesh.example", "underscore")]
    [InlineData("mesh.1", "IP address")]
    [InlineData("mesh", "single label")]
    [InlineData("-mesh.example", "dash")]
    [InlineData("mesh..example", "empty label")]
    public void Check_NameThatVerifiersDisagreeOn_IsFound(string name, string expected)
    {
        var finding = Check(name).ShouldHaveSingleItem();

        (finding.Rule, finding.Subject).ShouldBe((TrustRule.TrustDomainName, name));
        finding.Message.ShouldContain(expected);
    }

    [Fact]
    public void Check_OverLongNames_AreFound()
    {
        Check(new string('a', 64) + ".example").ShouldHaveSingleItem().Message.ShouldContain("at most 63");
        Check(string.Join('.', Enumerable.Repeat("aaa", 64)).Remove(254)).ShouldHaveSingleItem().Message.ShouldContain("at most 253");
    }

    [Fact]
    public void Check_SubdomainOfAnother_IsFoundWhateverTheOrder()
    {
        foreach (var names in new[] { new[] { "mesh.example", "eu.mesh.example" }, ["eu.mesh.example", "mesh.example"] })
        {
            var finding = Check(names).ShouldHaveSingleItem();

            (finding.Rule, finding.Subject).ShouldBe((TrustRule.TrustDomainOverlap, "eu.mesh.example"));
        }
    }

    private static IReadOnlyList<TrustFinding> Check(params string[] names) => TrustDomainLint.Check([.. names.Select(TrustDomain.Parse)]);
}
