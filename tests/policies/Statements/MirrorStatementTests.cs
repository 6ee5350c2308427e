using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>A gateway that copies requests to a service lets their callers do there what they ask for.</summary>
public sealed class MirrorStatementTests
{
    private const string Way = "route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }]";
    private const string Elsewhere = "route: [{ destination: { host: other.shop.svc.cluster.local } }]";

    [Theory]
    [InlineData("mirror: { host: web.shop.svc.cluster.local, port: { number: 80 } }", StatementOutcome.Refuted)]
    [InlineData("mirrors: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }]", StatementOutcome.Refuted)]
    [InlineData("mirrors: [{ destination: { host: web.shop.svc.cluster.local }, percentage: { value: 0.1 } }]", StatementOutcome.Refuted)]
    [InlineData("mirror: { host: web.shop.svc.cluster.local }, mirrorPercentage: { value: 0 }", StatementOutcome.Proven)]
    [InlineData("mirrors: [{ destination: { host: web.shop.svc.cluster.local }, percentage: { value: 0 } }]", StatementOutcome.Proven)]
    [InlineData("timeout: 3s", StatementOutcome.Proven)]
    public void Copy_OfAVirtualService_IsAWayToTheService(string field, StatementOutcome outcome)
    {
        GatewayStatementTests.Objects.ShouldContain(Way);
        Prove(GatewayStatementTests.Objects.Replace(Way, $"{Elsewhere}, {field}", StringComparison.Ordinal)).ShouldBe(outcome);
    }

    [Fact]
    public void Copy_OfAnHttpRoute_IsAWayToTheService()
    {
        var objects = GatewayStatementTests.Objects.Replace(Way, Elsewhere, StringComparison.Ordinal) + """

            ---
            { apiVersion: apps/v1, kind: Deployment, metadata: { name: public-istio, namespace: shop }, spec: { selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: public } }, template: { metadata: { labels: { gateway.networking.k8s.io/gateway-name: public } }, spec: { serviceAccountName: public-istio, containers: [{ name: istio-proxy }] } } } }
            ---
            { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: public, namespace: shop }, spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] } }
            ---
            { apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: r, namespace: shop }, spec: { parentRefs: [{ name: public }], rules: [{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 80 } } }], backendRefs: [{ name: other, port: 80 }] }] } }
            """;
        objects = objects.Replace("spec: { rules: [{ from", "spec: { selector: { matchLabels: { app: web } }, rules: [{ from", StringComparison.Ordinal);
        objects = objects.Replace("principals: [cluster.local/ns/edge/sa/ingress]", "principals: [cluster.local/ns/shop/sa/public-istio]", StringComparison.Ordinal);
        Prove(objects).ShouldBe(StatementOutcome.Refuted);
        Prove(objects.Replace("backendRef: { name: web", "backendRef: { name: other", StringComparison.Ordinal)).ShouldBe(StatementOutcome.Proven);
    }

    private static StatementOutcome Prove(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "mirrors.yaml");
        read.Errors.ShouldBeEmpty();
        return StatementProof.Of(
            new Fleet { Clusters = [ManifestInventory.Read(read.Items)] },
            [new Statement { Name = "s", Kind = StatementKind.Deny, From = [CallerSet.Parse("outsiders")!], To = [TargetSet.Parse("web")!], Methods = ["GET"] }])[0].Outcome;
    }
}
