using Infra.Cli;
using Shouldly;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class RehearsalTests
{
    /// <summary>A rehearsal that fails is not seen by anybody but the clock, so it is run here.</summary>
    [Fact]
    public async Task Run_AnyDay_GoesThroughTheWholeProgram()
    {
        var run = await Rehearsal.RunAsync(new DateOnly(2026, 11, 21));
        run.Releases.ShouldNotBeEmpty();
        string[] kinds = ["AuthorizationPolicy", "Certificate", "DestinationRule", "NetworkPolicy", "PeerAuthentication", "PrometheusRule", "Secret", "StatefulSet"];
        kinds.Except(run.Objects.Select(registered => registered.Object.Kind)).ShouldBeEmpty();
    }
}
