using Components.Monitoring;
using Components.Platform;
using Infra.Planning;
using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Planning;

public sealed class OptionsTests
{
    [Fact]
    public void Platform_WithNothingSet_IsTheComponentsDefault() =>
        PlatformChoices.Of(new PlatformSettings()).ShouldBe(new PlatformOptions());

    [Fact]
    public void Monitoring_WithNothingSet_IsTheComponentsDefault()
    {
        var defaults = new MonitoringOptions();

        (MonitoringThresholds.Of(new MonitoringSettings()) with { CaCertificates = defaults.CaCertificates }).ShouldBe(defaults);
    }

    [Fact]
    public void Platform_WithEverythingSet_TakesEverything()
    {
        var settings = new PlatformSettings { CertManager = "v1.0.0", TrustManager = "v2.0.0", Istio = "3.0.0", Replicas = 4, Distribution = KubernetesDistribution.K3s };

        var options = PlatformChoices.Of(settings);

        (options.CertManagerVersion, options.TrustManagerVersion, options.IstioVersion, options.Replicas, options.Distribution)
            .ShouldBe(("v1.0.0", "v2.0.0", "3.0.0", 4, KubernetesDistribution.K3s));
    }
}
