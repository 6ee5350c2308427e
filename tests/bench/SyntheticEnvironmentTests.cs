using System.Text;
using Bench;
using Infra;
using Infra.Planning;
using Shouldly;
using Xunit;

namespace Tests.Benchmarks;

public sealed class SyntheticEnvironmentTests
{
    [Theory]
    [InlineData(40, 1)]
    [InlineData(40, 2)]
    [InlineData(41, 3)]
    public void StackFile_OfAnySize_IsReadAndHasNoFindings(int services, int regions)
    {
        var text = Encoding.UTF8.GetBytes(SyntheticEnvironment.StackFile(services, regions));

        var reading = IntentReader.FromText("bench", "Pulumi.bench.yaml", text, new DateOnly(2026, 7, 1));

        reading.Errors.ShouldBeEmpty();
        var plan = EnvironmentPlan.From(reading.Intent!);
        plan.Regions.Count.ShouldBe(regions);
        PlanGate.Check(plan).ShouldBeEmpty();
    }
}
