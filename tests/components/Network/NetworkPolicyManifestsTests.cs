using System.Net;
using Components.Network;
using Shouldly;
using Tests.Components.Access;
using Tests.Support;
using Xunit;

namespace Tests.Components.Network;

public sealed class NetworkPolicyManifestsTests
{
    private static readonly NetworkEvaluator Us = new(NetworkPolicyManifests.For(ExampleFleet.Describe().For("us")));

    [Fact]
    public void Policies_OfExample_OpenBothSidesOfEachCallAndWhatThePlatformNeeds() =>
        ManifestGolden.Matches(NetworkPolicyManifests.For(ExampleFleet.Describe().For("us")), "components/Network/network-policies.us.golden.yaml");

    [Fact]
    public void Policies_OfTheOtherRegion_LetItsGatewayThrough() =>
        ManifestGolden.Matches(NetworkPolicyManifests.For(ExampleFleet.Describe().For("eu")), "components/Network/network-policies.eu.golden.yaml");

    [Theory]
    [InlineData("shop", "web", true)]
    [InlineData("tools", "batch", false)]
    [InlineData("elsewhere", "stranger", false)]
    public void Istiod_FromNamespace_IsReachedByThoseWithProxiesOnly(string @namespace, string app, bool reached) =>
        Us.Connects(Pod(@namespace, "app", app), Pod("istio-system", "app", "istiod"), 15012).ShouldBe(reached);

    [Fact]
    public void Istiod_PlaintextPort_IsReachedByNobody() =>
        Us.Connects(Pod("shop", "app", "web"), Pod("istio-system", "app", "istiod"), 15010).ShouldBeFalse();

    [Theory]
    [InlineData("istio-system", "app", "istiod", 15017)]
    [InlineData("cert-manager", "app", "webhook", 10250)]
    [InlineData("cert-manager", "app", "trust-manager", 6443)]
    [InlineData("istio-ingress", "istio", "ingressgateway", 443)]
    [InlineData("istio-ingress", "istio", "eastwestgateway", 15443)]
    public void Webhooks_FromTheNode_AndGateways_FromOutside_AreReached(string @namespace, string label, string value, int port) =>
        Us.Enters(IPAddress.Parse("198.51.100.7"), Pod(@namespace, label, value), port).ShouldBeTrue();

    [Theory]
    [InlineData("UDP")]
    [InlineData("TCP")]
    public void Dns_FromAnyNamespace_IsReached(string protocol)
    {
        foreach (var @namespace in (string[])["shop", "tools", "finance", "istio-system", "istio-ingress", "cert-manager"])
        {
            Us.Connects(Pod(@namespace, "app", "any"), Pod("kube-system", "k8s-app", "kube-dns"), 53, protocol).ShouldBeTrue(@namespace);
        }
    }

    [Fact]
    public void Prometheus_ProxyMetrics_AreReachedAndNothingElseOfTheirPods()
    {
        var prometheus = Pod("monitoring", "app.kubernetes.io/name", "prometheus");

        Us.Connects(prometheus, Pod("shop", "app", "orders"), 15020).ShouldBeTrue();
        Us.Connects(prometheus, Pod("shop", "app", "orders"), 8080).ShouldBeFalse();
        Us.Connects(prometheus, Pod("istio-system", "app", "istiod"), 15014).ShouldBeTrue();
    }

    [Fact]
    public void MetadataService_FromAnyWorkload_IsNotReached() =>
        Us.Leaves(Pod("shop", "app", "orders"), IPAddress.Parse("169.254.169.254"), 443).ShouldBeFalse();

    [Fact]
    public void Externals_FromTheirCallersOnly_AreReached()
    {
        var partner = IPAddress.Parse("198.51.100.7");

        Us.Leaves(Pod("shop", "app", "web"), partner, 8443).ShouldBeTrue();
        Us.Leaves(Pod("shop", "app", "cache"), partner, 8443).ShouldBeFalse();
    }

    [Fact]
    public void RemoteCall_GatewayKnownByAddress_OpensThatAddressOnly()
    {
        Us.Leaves(Pod("shop", "app", "orders"), IPAddress.Parse("203.0.113.2"), 15443).ShouldBeTrue();
        Us.Leaves(Pod("shop", "app", "orders"), IPAddress.Parse("203.0.113.3"), 15443).ShouldBeFalse();
    }

    [Fact]
    public void RemoteCall_GatewayKnownByName_OpensItsPortEverywhere()
    {
        var evaluator = new NetworkEvaluator(NetworkPolicyManifests.For(TwoRegions("eastwest.eu.example").For("us")));

        evaluator.Leaves(Pod("shop", "app", "web"), IPAddress.Parse("203.0.113.3"), 15443).ShouldBeTrue();
        evaluator.Leaves(Pod("shop", "app", "web"), IPAddress.Parse("203.0.113.3"), 443).ShouldBeFalse();
    }

    [Fact]
    public void RemoteCall_OnOneNetwork_GoesFromPodToPod()
    {
        var fleet = TwoRegions(eastWestAddress: null, network: "shared");
        var near = new NetworkEvaluator(NetworkPolicyManifests.For(fleet.For("us")));
        var far = new NetworkEvaluator(NetworkPolicyManifests.For(fleet.For("eu")));
        var podOfTheOtherCluster = IPAddress.Parse("10.1.2.3");

        near.Leaves(Pod("shop", "app", "web"), podOfTheOtherCluster, 8443).ShouldBeTrue();
        near.Leaves(Pod("shop", "app", "web"), podOfTheOtherCluster, 15443).ShouldBeFalse();
        far.Enters(podOfTheOtherCluster, Pod("finance", "app", "ledger"), 8443).ShouldBeTrue();
    }

    [Fact]
    public void ApplicationWithoutSidecar_ReachesWhatAnyoneMayCall_AndNothingElse()
    {
        var fleet = new Intents()
            .Region("us")
            .Namespace("shop")
            .Namespace("plain", injected: false)
            .Service("web", "shop", ["http:80:8080:Http", "admin:81:8081:Http"])
            .Service("curl", "plain", [])
            .Call("@anyone", "web", "http");
        var evaluator = new NetworkEvaluator(NetworkPolicyManifests.For(fleet.For("us")));

        evaluator.Connects(Pod("plain", "app", "curl"), Pod("shop", "app", "web"), 8080).ShouldBeTrue();
        evaluator.Connects(Pod("plain", "app", "curl"), Pod("shop", "app", "web"), 8081).ShouldBeFalse();
    }

    private static Intents TwoRegions(string? eastWestAddress, string? network = null) => new Intents()
        .Region("us", eastWestAddress, network)
        .Region("eu", eastWestAddress, network)
        .Namespace("shop", regions: ["us"])
        .Namespace("finance", regions: ["eu"])
        .Service("web", "shop", ["http:80:8080:Http"])
        .Service("ledger", "finance", ["http:80:8443:Http"])
        .Call("web", "ledger", "http", fromRegions: ["us"]);

    private static Pod Pod(string @namespace, string label, string value) =>
        new(@namespace, new Dictionary<string, string> { [label] = value }, null);
}
