using Components.Monitoring;
using Pulumi;
using Pulumi.Testing;
using Shouldly;
using Tests.Sdk;
using Xunit;

namespace Tests.Components.Monitoring;

public sealed class MeshMonitoringTests
{
    [Fact]
    public async Task Component_OfARegion_RegistersEveryManifestUnderItsName()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            _ = new MeshMonitoring("us-monitoring", new()
            {
                Intent = MonitoredRegion.Intent,
                Hierarchy = MonitoredRegion.Hierarchy,
                Options = MonitoredRegion.Options,
            });
        });

        mocks.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal).ShouldBe(
        [
            "us-monitoring",
            "us-monitoring-legacy-telemetry-mtls-destination-port",
            "us-monitoring-monitoring-configmap-mtls-dashboard",
            "us-monitoring-monitoring-podmonitor-istio-gateways",
            "us-monitoring-monitoring-podmonitor-istio-sidecars",
            "us-monitoring-monitoring-prometheusrule-mtls",
            "us-monitoring-monitoring-servicemonitor-cert-manager",
            "us-monitoring-monitoring-servicemonitor-istiod",
            "us-monitoring-monitoring-servicemonitor-trust-manager",
            "us-monitoring-shop-telemetry-mtls-destination-port",
        ]);
        mocks.Resources.Single(resource => resource.Name == "us-monitoring").Type.ShouldBe("mtls:monitoring:MeshMonitoring");
    }
}
