using FsCheck;
using FsCheck.Fluent;
using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Settings;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("24h", 86_400_000L)]
    [InlineData("90d", 7_776_000_000L)]
    [InlineData("1h30m", 5_400_000L)]
    [InlineData("500ms", 500L)]
    [InlineData("1d2h3m4s5ms", 93_784_005L)]
    [InlineData("0s", 0L)]
    public void Duration_InItsForm_IsRead(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("h")]
    [InlineData("24 h")]
    [InlineData("24 hours")]
    [InlineData("1.5h")]
    [InlineData("-1h")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1H")]
    [InlineData("1w")]
    [InlineData("9999999d")]
    [InlineData("1h\n")]
    public void Duration_InAnotherForm_IsRefused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Duration_WrittenAndRead_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).ToArbitrary(),
        duration => DurationText.TryParse(DurationText.Write(duration), out var read) && read == duration));
}
