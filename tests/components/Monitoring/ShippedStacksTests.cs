using Components.Monitoring;
using Infra.Planning;
using Manifests.Monitoring.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Monitoring;

/// <summary>The monitoring of the stacks that this repository ships.</summary>
public sealed class ShippedStacksTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [InlineData("flexstack")]
    [InlineData("ambient")]
    [InlineData("canary")]
    [InlineData("linkerd-lab")]
    [InlineData("atlas")]
    [InlineData("spire")]
    public void Monitoring_OfAShippedStack_PassesPromtoolAndTheSchemas(string stack)
    {
        var environment = IntentReader.FromStack(Repository.Root, stack, Today).Intent.ShouldNotBeNull();
        var options = MonitoringThresholds.Of(environment.Settings.Monitoring);
        using var folder = new TemporaryFolder();

        foreach (var intent in environment.Regions)
        {
            var objects = MonitoringManifests.For(intent, options, MonitoredRegion.Hierarchy);
            objects.SelectMany(SchemaValidator.Validate).ShouldBeEmpty();

            var file = folder.Write($"{intent.Region.Name}.yaml", RuleFile.Text(objects.OfType<PrometheusRule>().Single()));
            var result = RealProgram.Promtool.Run(["check", "rules", "--lint=all", "--lint-fatal", file]);
            result.ExitCode.ShouldBe(0, result.Text);
        }
    }

    [Fact]
    public void Thresholds_OfTheSettings_ReachTheRules()
    {
        var prod = IntentReader.FromStack(Repository.Root, "prod", Today).Intent.ShouldNotBeNull();
        var settings = prod.Settings.Monitoring with { Release = "ops", DenialsPerMinute = 7, TlsErrorsPerMinute = 8 };

        var rules = MonitoringManifests.For(prod.Regions[0], MonitoringThresholds.Of(settings), MonitoredRegion.Hierarchy)
            .OfType<PrometheusRule>()
            .Single();
        string Expression(string alert) => RuleFile.AllRules(rules).Single(rule => rule.Alert == alert).Expr.ToString()!;

        rules.Metadata.Labels!["release"].ShouldBe("ops");
        Expression("MtlsAuthorizationDenials").ShouldEndWith("> 7");
        Expression("MtlsHandshakesFailing").ShouldEndWith("> 8");
        Expression("MtlsCrossRegionLatency").ShouldEndWith($"> {settings.CrossRegionLatency.TotalMilliseconds}");
        Expression("MtlsWorkloadCertificateExpiring").ShouldEndWith($"< {settings.WorkloadExpiry.TotalSeconds}");
        Expression("MtlsIstiodChainExpiring").ShouldEndWith($"< {settings.AuthorityExpiry.TotalSeconds}");
    }
}
