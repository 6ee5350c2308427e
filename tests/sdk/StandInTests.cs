using Pulumi;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Sdk;

/// <summary>Where the stand-in does less than the official packages. Not compiled against those, unlike the other tests in this folder.</summary>
[Collection("process-wide")]
public sealed class StandInTests
{
    [Fact]
    public async Task RunAsync_StartedByTheCli_SaysHowToBuildAndExitsAsToldAlready()
    {
        using var monitor = new TemporaryVariable("PULUMI_MONITOR", "127.0.0.1:1");
        var (before, standardError, written) = (Environment.ExitCode, Console.Error, new StringWriter());
        try
        {
            Console.SetError(written);

            (await Deployment.RunAsync<NeverMade>()).ShouldBe(32);
            (await Deployment.RunAsync(() => Task.CompletedTask)).ShouldBe(32);
            Environment.ExitCode.ShouldBe(32);
        }
        finally
        {
            Console.SetError(standardError);
            Environment.ExitCode = before;
        }

        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains("-p:PulumiSdk=official", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DependsOn_OwnParent_IsRefused() => (await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
        new RecordingMocks(), () => _ = new SampleComponent("c", null, component =>
            _ = new SampleResource("a", null, new() { Parent = component, DependsOn = { component } })))))
        .Message.ShouldContain("'a'");

    private sealed class NeverMade : Stack;
}
