using FsCheck;
using FsCheck.Fluent;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

public sealed class CallerSetTests
{
    [Theory]
    [InlineData("orders", CallerSetKind.Service, "orders", null, false)]
    [InlineData("service orders", CallerSetKind.Service, "orders", null, false)]
    [InlineData("shop/orders in region us", CallerSetKind.Service, "shop/orders", "us", false)]
    [InlineData("outside namespace shop in region eu", CallerSetKind.Namespace, "shop", "eu", true)]
    [InlineData("outside region eu", CallerSetKind.Region, "eu", null, true)]
    [InlineData("trust domain eu.mesh.example", CallerSetKind.TrustDomain, "eu.mesh.example", null, false)]
    [InlineData("plaintext callers", CallerSetKind.Plaintext, "", null, false)]
    [InlineData("outside plaintext callers", CallerSetKind.Plaintext, "", null, true)]
    [InlineData("outsiders", CallerSetKind.Outsiders, "", null, false)]
    [InlineData("anyone", CallerSetKind.Anyone, "", null, false)]
    [InlineData("@ingress", CallerSetKind.Service, "@ingress", null, false)]
    [InlineData("service region", CallerSetKind.Service, "region", null, false)]
    [InlineData("regional", CallerSetKind.Service, "regional", null, false)]
    public void Parse_Form_IsThatSet(string text, CallerSetKind kind, string name, string? region, bool isOutside) =>
        CallerSet.Parse(text).ShouldBe(new CallerSet(kind, name, region, isOutside));

    [Theory]
    [InlineData("")]
    [InlineData("outside")]
    [InlineData("region")]
    [InlineData(" orders")]
    [InlineData("orders ")]
    [InlineData("orders and web")]
    [InlineData("region eu in region us")]
    [InlineData("trust domain eu in region us")]
    [InlineData("anyone in region us")]
    [InlineData("outside outside orders")]
    [InlineData("@prometheus")]
    [InlineData("orders\n")]
    public void Parse_OtherText_IsNoSet(string text) => CallerSet.Parse(text).ShouldBeNull();

    [Fact]
    public void ToString_ThenParse_GivesTheSameSet()
    {
        var names = Gen.Elements("orders", "shop/orders", "eu", "a.b-c");
        var sets =
            from kind in Gen.Elements(Enum.GetValues<CallerSetKind>())
            from name in names
            from region in Gen.Elements<string?>(null, "eu", "us")
            from isOutside in Gen.Elements(true, false)
            select new CallerSet(
                kind,
                kind is CallerSetKind.Anyone or CallerSetKind.Outsiders or CallerSetKind.Plaintext ? "" : name,
                kind is CallerSetKind.Service or CallerSetKind.Namespace ? region : null,
                isOutside);

        Prop.ForAll(sets.ToArbitrary(), set => CallerSet.Parse(set.ToString()) == set).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("ledger", TargetSetKind.Service, "ledger", null)]
    [InlineData("service finance/ledger in region eu", TargetSetKind.Service, "finance/ledger", "eu")]
    [InlineData("namespace finance", TargetSetKind.Namespace, "finance", null)]
    [InlineData("region eu", TargetSetKind.Region, "eu", null)]
    [InlineData("anything", TargetSetKind.Anything, "", null)]
    public void Target_Form_IsThatSet(string text, TargetSetKind kind, string name, string? region)
    {
        TargetSet.Parse(text).ShouldBe(new TargetSet(kind, name, region));
        TargetSet.Parse(TargetSet.Parse(text)!.ToString()).ShouldBe(new TargetSet(kind, name, region));
    }

    [Theory]
    [InlineData("")]
    [InlineData("outside region eu")]
    [InlineData("region eu in region us")]
    [InlineData("@ingress")]
    public void Target_OtherText_IsNoSet(string text) => TargetSet.Parse(text).ShouldBeNull();
}
