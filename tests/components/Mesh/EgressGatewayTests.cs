using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Platform;
using Manifests;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Mesh;

/// <summary>External services through the egress gateway: one way out, for those callers and hosts that the intent names.</summary>
public sealed class EgressGatewayTests
{
    private static readonly RegionIntent Us = Through(ExampleFleet.Describe().For("us"), _ => true);

    [Fact]
    public void EgressGateway_OfExample_LeadsTheCallersOutUnderTls() =>
        ManifestGolden.Matches([.. EgressGatewayManifests.For(Us), EgressGatewayManifests.Allow(Us)], "components/Mesh/egress-gateway.golden.yaml");

    [Fact]
    public void EgressGateway_NothingThroughIt_IsNotMade()
    {
        var without = ExampleFleet.Describe().For("us");

        EgressGatewayManifests.For(without).ShouldBeEmpty();
        GatewayReleases.For(without, new PlatformOptions()).ShouldNotContain(release => release.Name == Gateways.Egress);
        ClusterLocalHosts.For(without).ShouldNotContain(Gateways.EgressHost(without));
    }

    [Fact]
    public void Sidecars_OfCallers_KnowTheHostsAndTheGatewayOnly()
    {
        var mixed = Through(ExampleFleet.Describe().For("us"), external => external.Name == "payments");

        SidecarManifests.For(mixed).Single(sidecar => sidecar.Metadata.Namespace == "shop").Spec!.Egress![0].Hosts.ShouldBe(
        [
            "./a.partner.example",
            "./b.partner.example",
            "finance/ledger.finance.svc.cluster.local",
            "istio-ingress/api.payments.example",
            "istio-ingress/istio-egressgateway.istio-ingress.svc.cluster.local",
            "legacy/erp.legacy.svc.cluster.local",
            "shop/broker.shop.svc.cluster.local",
            "shop/cache.shop.svc.cluster.local",
            "shop/orders.shop.svc.cluster.local",
        ]);
        ExternalServiceManifests.For(mixed).ShouldAllBe(manifest => manifest.Metadata.Name != "payments");
    }

    [Fact]
    public void Network_OfCallers_EndsAtTheGateway()
    {
        var policies = NetworkPolicyManifests.For(Us);

        var gateway = policies.Single(policy => policy.Metadata is { Name: "egress-gateway", Namespace: "istio-ingress" });
        gateway.Spec!.Ingress![0].From!.Select(peer => peer.PodSelector!.MatchLabels!["app"]).ShouldBe(["orders", "web"]);
        gateway.Spec.Egress![0].Ports!.Select(port => port.Port!.Value.ToString()).ShouldBe(["443", "8443"]);
        policies.Where(policy => policy.Metadata.Namespace == "shop").SelectMany(policy => policy.Spec!.Egress ?? [])
            .ShouldAllBe(rule => rule.Ports!.All(port => port.Port!.Value.ToString() != "8443"));
    }

    [Fact]
    public void Credentials_OfTheGateway_AreNotGivenToTheCallers() => ExternalCredentialManifests.For(Us).ShouldBeEmpty();

    [Fact]
    public void Gateway_OfEachRegion_IsItsOwn() => ClusterLocalHosts.For(Us).ShouldContain("istio-egressgateway.istio-ingress.svc.cluster.local");

    [Fact]
    public void Release_OfTheGateway_HasNoWayInFromOutside()
    {
        var release = GatewayReleases.For(Us, new PlatformOptions()).Single(candidate => candidate.Name == Gateways.Egress);

        var service = ((MapNode)Node.FromPlainObject(release.Values))["service"].ShouldBeOfType<MapNode>();
        service["type"]!.ToString().ShouldBe("ClusterIP");
    }

    private static RegionIntent Through(RegionIntent region, Func<ExternalService, bool> isThrough) =>
        region with { Externals = [.. region.Externals.Select(external => external with { ThroughGateway = isThrough(external) })] };
}
