using Pulumi;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class UnionTests
{
    [Fact]
    public void Union_OfOneType_IsThatTypeOnly()
    {
        Union<int, string> number = 80;
        Union<int, string> name = "http";

        (number.IsT0, number.IsT1, number.AsT0).ShouldBe((true, false, 80));
        (name.IsT0, name.IsT1, name.AsT1).ShouldBe((false, true, "http"));
        Should.Throw<InvalidOperationException>(() => number.AsT1);
        Should.Throw<InvalidOperationException>(() => name.AsT0);
    }

    [Fact]
    public void Union_Match_TakesTheRightCase()
    {
        Union<int, string> name = "http";

        name.Match(number => "number", text => text).ShouldBe("http");
        name.Value.ShouldBe("http");
    }

    [Fact]
    public void Union_Equality_NeedsSameCaseAndValue()
    {
        (Union<int, string>.FromT0(1) == Union<int, string>.FromT0(1)).ShouldBeTrue();
        (Union<int, string>.FromT0(1) != Union<int, string>.FromT1("1")).ShouldBeTrue();
        Union<string, string>.FromT0("a").Equals(Union<string, string>.FromT1("a")).ShouldBeFalse();
    }
}
