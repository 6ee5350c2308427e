using Components.Intent;
using Components.Mesh;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Mesh;

public sealed class MeshManifestsTests
{
    private static readonly RegionIntent Us = ExampleFleet.Describe().For("us");
    private static readonly RegionIntent Eu = ExampleFleet.Describe().For("eu");

    [Fact]
    public void Namespaces_OfExample_AreEnrolledAndHeldToTheirLevel() =>
        ManifestGolden.Matches(NamespaceManifests.For(Us), "components/Mesh/namespaces.us.golden.yaml");

    [Fact]
    public void PeerAuthentications_OfExample_StateTheMeshAndItsDeviations() =>
        ManifestGolden.Matches(PeerAuthenticationManifests.For(Us), "components/Mesh/peer-authentications.us.golden.yaml");

    [Fact]
    public void AuthorizationPolicies_OfExample_AllowTheCallersAndDenyLast() =>
        ManifestGolden.Matches(AuthorizationPolicyManifests.For(Us), "components/Mesh/authorization-policies.us.golden.yaml");

    [Fact]
    public void AuthorizationPolicies_OfTheOtherRegion_NameBothTrustDomains() =>
        ManifestGolden.Matches(AuthorizationPolicyManifests.For(Eu), "components/Mesh/authorization-policies.eu.golden.yaml");

    [Fact]
    public void TrafficPolicies_OfExample_LimitConnectionsOriginateTlsAndScopeProxies() => ManifestGolden.Matches(
        [
            .. ConnectionPoolManifests.For(Us),
            .. ExternalServiceManifests.For(Us),
            .. ExternalCredentialManifests.For(Us),
            .. SidecarManifests.For(Us),
        ],
        "components/Mesh/traffic-policies.us.golden.yaml");

    [Fact]
    public void EastWestGateway_OfExample_PassesOnlyWhatIsCalledFromElsewhere() =>
        ManifestGolden.Matches(EastWestGatewayManifests.For(Eu), "components/Mesh/east-west-gateway.eu.golden.yaml");

    [Fact]
    public void EastWestGateway_NothingCalledFromElsewhere_IsNotMade() => EastWestGatewayManifests.For(Us).ShouldBeEmpty();

    [Fact]
    public void AccessLog_OfExample_KeepsRefusalsAndTlsFailures() =>
        ManifestGolden.Matches(AccessLogManifests.For(Us), "components/Mesh/access-log.us.golden.yaml");

    [Fact]
    public void ClusterLocalHosts_OfExample_AreThoseThatNobodyCallsElsewhere() => ClusterLocalHosts.For(Eu).ShouldBe(
    [
        "broker.shop.svc.cluster.local",
        "cache.shop.svc.cluster.local",
        "ledger.finance.svc.cluster.local",
        "orders.shop.svc.cluster.local",
        "web.shop.svc.cluster.local",
    ]);

    [Fact]
    public void ClusterLocalHosts_OfOneRegion_AreNone() =>
        ClusterLocalHosts.For(new Intents().Region("us").Namespace("shop").Service("web", "shop", ["http:80:8080:Http"]).For("us")).ShouldBeEmpty();

    [Fact]
    public void RemoteDestinations_OfExample_NeedTheirNamespaceHere() => RemoteDestinations.NamespacesOf(Us).ShouldBe(["finance"]);
}
