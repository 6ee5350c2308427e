using Policies;
using Shouldly;
using Xunit;

namespace Tests.Policies;

public sealed class InParallelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public void Map_AnyNumberOfItems_KeepsTheirOrder(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        InParallel.Map(items, item => item * 2).ShouldBe(items.Select(item => item * 2));
    }

    [Fact]
    public void Map_SomeFail_ThrowsWhatTheFirstOfThemThrewAfterAllAreDone()
    {
        var done = 0;
        Should.Throw<FormatException>(() => InParallel.Map([0, 1, 2, 3, 4, 5], item =>
        {
            Interlocked.Increment(ref done);
            return item is 2 or 4 ? throw new FormatException($"{item}") : item;
        })).Message.ShouldBe("2");
        done.ShouldBe(6);
    }

    [Fact]
    public void Map_InsideItself_EndsThoughNoThreadOfThePoolIsFree() =>
        InParallel.Map<int, int>([.. Enumerable.Range(0, 40)], outer => InParallel.Map<int, int>([.. Enumerable.Range(0, 40)], inner => outer + inner).Sum())
            .Sum().ShouldBe(40 * 40 * 39);
}
