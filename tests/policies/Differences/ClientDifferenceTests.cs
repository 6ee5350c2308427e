using System.Text;
using Manifests;
using Manifests.Reading;
using Policies.Differences;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Differences;

/// <summary>What a DestinationRule, a Sidecar or the mesh's automatic mutual TLS changes for the calls of clients.</summary>
public sealed class ClientDifferenceTests
{
    private const string Shop =
        """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { serviceAccountName: web, containers: [ { name: app, image: "a:1" } ] } } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: admin, namespace: shop }, spec: { selector: { matchLabels: { app: admin } }, template: { metadata: { labels: { app: admin } }, spec: { serviceAccountName: admin, containers: [ { name: app, image: "a:1" } ] } } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: orders, namespace: shop }, spec: { selector: { matchLabels: { app: orders } }, template: { metadata: { labels: { app: orders } }, spec: { serviceAccountName: orders, containers: [ { name: app, image: "a:1", ports: [ { containerPort: 8080 } ] } ] } } } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: orders, namespace: shop }, spec: { selector: { app: orders }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: { name: cards, namespace: shop }, spec: { hosts: [ api.cards.example ], location: MESH_EXTERNAL, resolution: DNS, ports: [ { number: 443, name: tcp, protocol: TCP } ] } }

        """;

    private const string Plain =
        "---\n{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: orders, namespace: shop }, spec: { host: orders, trafficPolicy: { tls: { mode: DISABLE } } } }\n";

    private const string OnlyWeb =
        "---\n{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: orders, namespace: shop }, spec: { selector: { matchLabels: { app: orders } }, rules: [ { from: [ { source: { principals: [ cluster.local/ns/shop/sa/web ] } } ], to: [ { operation: { methods: [ GET ] } } ] } ] } }\n";

    [Fact]
    public void DestinationRule_WithoutTlsToAStrictServer_LosesTheCallsThatWereAllowed()
    {
        var change = Changes(Shop + OnlyWeb + Strict("STRICT"), Shop + OnlyWeb + Strict("STRICT") + Plain).ShouldHaveSingleItem();

        (change.Kind, change.Source, change.Destination, change.Request, change.Transport).ShouldBe((ChangeKind.Lost, "shop/web", "shop/orders:8080", "GET", "mtls"));
        change.Cause!.ToString().ShouldBe("DestinationRule shop/orders");
        change.Place!.ToString().ShouldStartWith("after.yaml:");
        change.Reason.ShouldContain("STRICT");
    }

    [Fact]
    public void DestinationRule_WithoutTlsToAServerThatTakesBoth_MovesTheCallsToPlaintext()
    {
        var changes = Changes(Shop + Strict("PERMISSIVE"), Shop + Strict("PERMISSIVE") + Plain);

        changes.Select(change => (change.Kind, change.Transport)).ShouldBe([(ChangeKind.Lost, "mtls"), (ChangeKind.Gained, "plaintext")]);
        changes.ShouldAllBe(change => change.Source == "shop/admin, shop/orders, shop/web" && change.Request == "anything");
    }

    [Fact]
    public void DestinationRule_OfAHostOutsideTheMesh_IsToldToo()
    {
        const string rule = "---\n{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: cards, namespace: shop }, spec: { host: api.cards.example, trafficPolicy: { tls: { mode: SIMPLE } } } }\n";

        var changes = Changes(Shop + rule, Shop + rule.Replace("SIMPLE", "DISABLE", StringComparison.Ordinal));

        changes.Select(change => (change.Kind, change.Transport, change.Destination))
            .ShouldBe([(ChangeKind.Lost, "tls", "api.cards.example:443"), (ChangeKind.Gained, "plaintext", "api.cards.example:443")]);
    }

    [Fact]
    public void Sidecar_ThatHidesTheService_MovesTheCallsToPlaintext()
    {
        const string sidecar = "---\n{ apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: { name: web, namespace: shop }, spec: { workloadSelector: { labels: { app: web } }, egress: [ { hosts: [ istio-system/* ] } ] } }\n";

        var changes = Changes(Shop + Strict("STRICT"), Shop + Strict("STRICT") + sidecar).Where(change => change.Destination == "shop/orders:8080").ToList();

        changes.ShouldHaveSingleItem().Source.ShouldBe("shop/web");
        changes[0].Kind.ShouldBe(ChangeKind.Lost);
    }

    [Fact]
    public void DestinationRule_ThatSetsOnlyPools_ChangesNothing() => Changes(
        Shop,
        Shop + "---\n{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: orders, namespace: shop }, spec: { host: orders, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } } }\n").ShouldBeEmpty();

    private static string Strict(string mode) =>
        $"---\n{{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {{ name: default, namespace: istio-system }}, spec: {{ mtls: {{ mode: {mode} }} }} }}\n";

    private static IReadOnlyList<AccessChange> Changes(string before, string after) => AccessDifference.Of(FleetOf(before, "before.yaml"), FleetOf(after, "after.yaml"));

    private static Fleet FleetOf(string yaml, string file) => new()
    {
        Clusters = [ManifestInventory.Read(new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(yaml), file).Items.Cast<MapNode>())],
    };
}
