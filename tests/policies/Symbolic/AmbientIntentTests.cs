using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Intent;
using Policies.Symbolic.Servers;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>The proof of the intent in Istio's ambient mode: connections at ztunnel, requests at the waypoint, and callers that go past it.</summary>
public sealed class AmbientIntentTests
{
    private const string Client = "spiffe://cluster.local/ns/shop/sa/client";
    private const string Waypoint = "spiffe://cluster.local/ns/shop/sa/waypoint";

    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: waypoint, namespace: shop }, spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: deny-all, namespace: istio-system }, spec: {} }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web-tunnel, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/waypoint] } }], to: [{ operation: { ports: ['8080'] } }] }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { targetRefs: [{ kind: Service, name: web }], rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }], to: [{ operation: { methods: [GET] } }] }] } }
        """;

    [Fact]
    public void Proof_ObjectsThatMeanTheIntent_FindsNothing() => Gaps(Objects).ShouldBeEmpty();

    [Theory]
    [InlineData("name: web-tunnel", GapKind.TooFew, "shop/web:8080", Waypoint)]
    [InlineData("name: web, namespace: shop }, spec: { targetRefs", GapKind.TooMany, "shop/waypoint for web.shop.svc.cluster.local:80", "spiffe://")]
    [InlineData("name: deny-all", GapKind.TooMany, "shop/any other pod:other port 1", "a caller without a certificate")]
    [InlineData("kind: PeerAuthentication", GapKind.TooMany, "shop/web:8080", "a connection in plaintext")]
    [InlineData("kind: Gateway", GapKind.TooFew, "shop/web:8080", Client)]
    public void Proof_WithoutAnObject_FindsACall(string missing, GapKind kind, string destination, string witness) =>
        Gaps(string.Join("\n---\n", Objects.Split("\n---\n").Where(item => !item.Contains(missing, StringComparison.Ordinal))))
            .ShouldContain(gap => gap.Kind == kind && gap.Destination == destination && gap.Witness.StartsWith(witness, StringComparison.Ordinal));

    [Theory]
    [InlineData("methods: [GET]", "methods: [GET, PUT]", "shop/waypoint for web.shop.svc.cluster.local:80", Client + " PUT")]
    [InlineData("principals: [cluster.local/ns/shop/sa/waypoint]", "namespaces: [shop]", "shop/web:8080", "spiffe://cluster.local/ns/shop/sa/")]
    [InlineData(", to: [{ operation: { ports: ['8080'] } }] }", " }", "shop/web:other port 1", Waypoint)]
    public void Proof_WiderPolicy_FindsACallTooMany(string text, string wider, string destination, string witness)
    {
        Objects.ShouldContain(text);

        Gaps(Objects.Replace(text, wider, StringComparison.Ordinal)).ShouldContain(
            gap => gap.Kind == GapKind.TooMany && gap.Destination == destination && gap.Witness.StartsWith(witness, StringComparison.Ordinal));
    }

    [Fact]
    public void Proof_CallerWithASidecar_GoesPastTheWaypoint()
    {
        const string ambient = "labels: { app: client } }";
        const string sidecar = "labels: { app: client, istio.io/dataplane-mode: none }, annotations: { sidecar.istio.io/status: injected } }";

        var gap = Gaps(Objects.Replace(ambient, sidecar, StringComparison.Ordinal)).ShouldHaveSingleItem();

        gap.ShouldSatisfyAllConditions(
            gap => gap.Kind.ShouldBe(GapKind.TooFew),
            gap => gap.Destination.ShouldBe("shop/web:8080"),
            gap => gap.Witness.ShouldBe($"{Client} GET"));

        // And ztunnel cannot hold it to a method: once it lets the caller in, everything is.
        var open = Objects.Replace(ambient, sidecar, StringComparison.Ordinal)
            .Replace("principals: [cluster.local/ns/shop/sa/waypoint]", "principals: [cluster.local/ns/shop/sa/waypoint, cluster.local/ns/shop/sa/client]", StringComparison.Ordinal);
        Gaps(open).ShouldHaveSingleItem().Kind.ShouldBe(GapKind.TooMany);
    }

    [Fact]
    public void From_ClientsOfBothKinds_HaveTheirClasses()
    {
        var cluster = Read(Objects + "\n---\n{ apiVersion: v1, kind: Pod, metadata: { name: beside, namespace: shop, annotations: { sidecar.istio.io/status: injected } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }");
        var access = new FleetAccess(new Fleet { Clusters = [cluster] });
        var port = access.Ports.Single(port => port is { Workload.Name: "web", Number: 8080, IsHttp: true });

        var ambient = access.From(Caller("client"), port);
        var beside = access.From(Caller("beside"), port);
        var outsider = access.From(new Caller.Outsider("8.8.8.8"), port);

        ambient.Principal.ShouldBe(Client);
        ambient.Stopped.ShouldBeNull();
        ambient.Classes.Single(found => found.Verdict.Effect == AccessEffect.Allowed).Calls["method"].ShouldBe("GET");
        beside.Principal.ShouldBe(Client);
        beside.Classes.ShouldHaveSingleItem().Verdict.Effect.ShouldBe(AccessEffect.Denied);
        outsider.Stopped.ShouldNotBeNull().Layer.ShouldBe(Layer.ServerTls);

        Caller.OfWorkload Caller(string name) => new(cluster.Workloads.Single(workload => workload.Name == name));
    }

    /// <summary>Differences but for the network's, which no object here closes.</summary>
    private static IReadOnlyList<IntentGap> Gaps(string objects) =>
        [.. IntentProof.Of(new Fleet { Clusters = [Read(objects)] }).Where(gap => gap.Layer != Layer.Network)];

    private static Cluster Read(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "ambient.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items) with
        {
            Intent = new IntendedAccess
            {
                Namespaces = [new IntendedNamespace { Name = "shop", Transport = IntendedTransport.MutualTls }],
                Servers =
                [
                    new IntendedServer
                    {
                        Namespace = "shop",
                        Name = "web",
                        OtherPorts = IntendedTransport.MutualTls,
                        Ports =
                        [
                            new IntendedPort
                            {
                                Number = 8080,
                                Transport = IntendedTransport.MutualTls,
                                Calls = [new IntendedCall { From = new IntendedCaller.Identity(Client), Methods = ["GET"] }],
                            },
                        ],
                    },
                ],
                Flows = [],
            },
        };
    }
}
