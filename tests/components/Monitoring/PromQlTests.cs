using Components.Monitoring;
using Shouldly;
using Xunit;

namespace Tests.Components.Monitoring;

public sealed class PromQlTests
{
    [Theory]
    [InlineData("00:00:00.500", "500ms")]
    [InlineData("00:00:30", "30s")]
    [InlineData("00:01:30", "90s")]
    [InlineData("00:15:00", "15m")]
    [InlineData("06:00:00", "6h")]
    [InlineData("1.12:00:00", "36h")]
    [InlineData("30.00:00:00", "30d")]
    public void Duration_OfALengthOfTime_IsInTheLargestUnitThatDividesIt(string length, string expected) =>
        PromQl.Duration(TimeSpan.Parse(length, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void AnyOf_NamesWithDots_MatchesThemLiterally() =>
        PromQl.AnyOf(["prod-us", "a.b"]).ShouldBe("""
            "prod-us|a\\.b"
            """);

    [Theory]
    [InlineData(0.05, "0.05")]
    [InlineData(500, "500")]
    [InlineData(2592000, "2592000")]
    public void Number_OfAnySize_HasNoExponent(double value, string expected) => PromQl.Number(value).ShouldBe(expected);
}
