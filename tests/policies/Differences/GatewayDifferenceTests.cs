using Manifests.Reading;
using Policies.Differences;
using Policies.Model;
using Shouldly;
using Tests.Policies.Statements;
using Xunit;

namespace Tests.Policies.Differences;

/// <summary>What routes of gateways open and close.</summary>
public sealed class GatewayDifferenceTests
{
    private const string Objects = GatewayStatementTests.Objects;

    [Fact]
    public void RouteMore_IsGainedByAnyone_ByTheRoute()
    {
        var change = Of(Objects.Replace("gateways: [public]", "gateways: [elsewhere]", StringComparison.Ordinal), Objects).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Gained);
        (change.Source, change.Destination, change.Transport).ShouldBe(("anyone through edge/ingress", "shop/web:8080", "tls"));
        change.Request.ShouldBe("GET /shop*, server name shop.example in TLS, host shop.example");
        change.Cause!.ToString().ShouldBe("VirtualService edge/web");
        change.Place!.ToString().ShouldStartWith("gateways.yaml:");
    }

    [Fact]
    public void GatewayGone_IsLostByTheGateway()
    {
        var change = Of(Objects, Objects.Replace("{ istio: ingressgateway }, servers", "{ istio: nothing }, servers", StringComparison.Ordinal)).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Lost);
        change.Cause!.ToString().ShouldBe("Gateway edge/public");
    }

    /// <summary>What the service's policy lets the gateway do more, everybody may do more.</summary>
    [Fact]
    public void PolicyOfTheService_IsGainedThroughTheGatewayToo()
    {
        var changes = Of(Objects, Objects.Replace("methods: [GET]", "methods: [GET, PUT]", StringComparison.Ordinal));

        var change = changes.Where(change => change.Source != "spiffe://cluster.local/ns/edge/sa/ingress").ShouldHaveSingleItem();
        (change.Kind, change.Source, change.Request).ShouldBe((ChangeKind.Gained, "anyone through edge/ingress", "PUT /shop*, server name shop.example in TLS, host shop.example"));
        change.Cause!.ToString().ShouldBe("AuthorizationPolicy shop/web");
    }

    [Fact]
    public void RouteThatNobodyKnows_IsUnclear() => Of(
        Objects, Objects.Replace("http: [{ match", "http: [{ fault: { abort: { percentage: { value: 50 }, httpStatus: 503 } }, match", StringComparison.Ordinal))
        .ShouldContain(change => change.Kind == ChangeKind.Unclear && change.Cause!.ToString() == "VirtualService edge/web");

    private static IReadOnlyList<AccessChange> Of(string before, string after) => AccessDifference.Of(Read(before), Read(after));

    private static Fleet Read(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "gateways.yaml");
        read.Errors.ShouldBeEmpty();
        return new Fleet { Clusters = [ManifestInventory.Read(read.Items)] };
    }
}
