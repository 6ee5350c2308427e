using System.Collections.Immutable;
using Components.Platform;
using Pulumi;
using Pulumi.Testing;
using Shouldly;
using Xunit;

namespace Tests.Components.Platform;

public sealed class PlatformComponentsTests
{
    [Fact]
    public async Task Istio_UnderMocks_RegistersItsReleasesWithTheRootsInTheMeshConfig()
    {
        var mocks = new Recorder();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            _ = new Istio("us-istio", new IstioArgs
            {
                Intent = PlatformReleasesTests.TwoRegions().For("us"),
                Options = new PlatformOptions(),
                Roots = Output.Create(ImmutableArray.Create("root one", "root two")),
            });
        });

        mocks.Seen.Select(resource => (resource.Type, resource.Name)).ShouldBe(
        [
            ("mtls:platform:Istio", "us-istio"),
            ("kubernetes:helm.sh/v3:Release", "us-istio-base"),
            ("kubernetes:helm.sh/v3:Release", "us-istio-cni"),
            ("kubernetes:helm.sh/v3:Release", "us-istio-istiod"),
            ("kubernetes:helm.sh/v3:Release", "us-istio-ingress-gateway"),
            ("kubernetes:helm.sh/v3:Release", "us-istio-east-west-gateway"),
        ]);
        var values = (ImmutableDictionary<string, object>)mocks.Seen.Single(resource => resource.Name == "us-istio-istiod").Inputs["values"];
        var meshConfig = (ImmutableDictionary<string, object>)values["meshConfig"];
        ((ImmutableArray<object>)meshConfig["caCertificates"])
            .Select(entry => ((ImmutableDictionary<string, object>)entry)["pem"]).ShouldBe(["root one", "root two"]);
    }

    [Fact]
    public async Task CertManagerAndTrustManager_UnderMocks_PinTheirCharts()
    {
        var mocks = new Recorder();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var options = new PlatformOptions();
            var certManager = new CertManager("us-cert-manager", new CertManagerArgs { Options = options });
            _ = new TrustManager("us-trust-manager", new TrustManagerArgs { Options = options }, new ComponentResourceOptions { DependsOn = certManager });
        });

        mocks.Seen.Where(resource => resource.Type == "kubernetes:helm.sh/v3:Release")
            .Select(resource => (resource.Name, resource.Inputs["chart"], resource.Inputs["version"])).ShouldBe(
            [
                ("us-cert-manager-release", "oci://quay.io/jetstack/charts/cert-manager", "v1.21.1"),
                ("us-trust-manager-release", "oci://quay.io/jetstack/charts/trust-manager", "v0.24.0"),
            ]);
    }

    [Fact]
    public async Task PlatformNamespaces_UnderMocks_RegistersTypedNamespacesWithTheirNames()
    {
        var mocks = new Recorder();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            _ = new PlatformNamespaces(
                "us-namespaces", new PlatformNamespacesArgs { Intent = PlatformReleasesTests.TwoRegions().For("us"), Options = new PlatformOptions() });
        });

        mocks.Seen.Where(resource => resource.Type == "kubernetes:core/v1:Namespace").Select(resource => resource.Name).ShouldBe(
        [
            "us-namespaces-namespace-cert-manager",
            "us-namespaces-namespace-istio-cni",
            "us-namespaces-namespace-istio-ingress",
            "us-namespaces-namespace-istio-system",
        ]);
    }

    private sealed class Recorder : IMocks
    {
        private readonly Lock _lock = new();

        public List<MockResourceArgs> Seen { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            lock (_lock)
            {
                Seen.Add(args);
            }

            return Task.FromResult<(string?, object)>((args.Name, args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"no component calls {args.Token}");
    }
}
