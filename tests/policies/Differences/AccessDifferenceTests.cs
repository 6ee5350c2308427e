using System.Text;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Policies.Differences;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;
using Shouldly;
using Tests.Infra.Planning;
using Xunit;

namespace Tests.Policies.Differences;

public sealed class AccessDifferenceTests
{
    [Fact]
    public void Stack_AgainstItself_ChangesNothing() => AccessDifference.Of(Prod(), Prod()).ShouldBeEmpty();

    [Fact]
    public void OneMethodMore_IsExactlyThatGain()
    {
        var change = AccessDifference.Of(Prod(), Prod(("{ from: reporting, methods: [GET]", "{ from: reporting, methods: [GET, HEAD]"))).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Gained);
        change.Destination.ShouldBe("eu/finance/ledger:8080");
        change.Source.ShouldBe("spiffe://eu.mesh.acme.example/ns/finance/sa/reporting");
        change.Request.ShouldBe("HEAD /entries, /entries/{**}");
        change.Transport.ShouldBe("mtls");
        change.Cause!.ToString().ShouldBe("eu: AuthorizationPolicy finance/ledger");
    }

    [Fact]
    public void TheSameTheOtherWayRound_IsALoss()
    {
        var change = AccessDifference.Of(Prod(("{ from: reporting, methods: [GET]", "{ from: reporting, methods: [GET, HEAD]")), Prod()).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Lost);
        change.Witness.ShouldContain("HEAD");
    }

    [Fact]
    public void NetworkPolicyRemoved_IsWhatThePodTakesNow()
    {
        var before = Prod();
        var after = new Fleet
        {
            Clusters =
            [
                .. before.Clusters.Select(cluster => cluster with
                {
                    NetworkPolicies = [.. cluster.NetworkPolicies.Where(policy => (cluster.Region, policy.Name) != ("eu", "workload-orders-db"))],
                    Manifests = [.. cluster.Manifests.Where(manifest => Name(manifest) != "workload-orders-db" || cluster.Region != "eu")],
                }),
            ],
        };

        var changes = AccessDifference.Of(before, after);

        changes.ShouldNotBeEmpty();
        changes.ShouldAllBe(change => change.Cause!.ToString() == "eu: NetworkPolicy data/workload-orders-db" && change.Kind == ChangeKind.Lost);
    }

    [Fact]
    public void OneCallerMore_IsToldOnceForBothRegions_WithEveryObjectThatHadToLetItPass()
    {
        var (before, after) = (Prod(), Prod(("{ from: web, methods: [GET, PUT, DELETE]", "{ from: orders, methods: [GET], paths: [/carts] }\n        - { from: web, methods: [GET, PUT, DELETE]")));

        var changes = AccessDifference.Of(before, after);
        var groups = ChangeGroups.Of(changes, before, after);

        changes.Count.ShouldBe(6);
        groups.Select(group => $"{group.First.Kind} {string.Join('+', group.Regions)}: {group.Source} → {group.Destination} {group.First.Request}, {string.Join(" and ", group.Causes.Select(cause => cause.Object))}").ShouldBe(
        [
            "Gained eu+us: spiffe://…/ns/shop/sa/orders → shop/cart:8080 GET /carts, AuthorizationPolicy shop/cart",
            "Gained eu+us: shop/orders → shop/cart:8080 TCP connections, NetworkPolicy shop/workload-cart and NetworkPolicy shop/workload-orders",
        ]);
    }

    [Fact]
    public void CallersOfOneRule_AreOneRow_AndEveryoneElseIsAnother()
    {
        var (before, after) = (Prod(), Prod(("{ from: checkout, regions: [us, eu], methods: [POST]", "{ from: checkout, regions: [us, eu], methods: [POST, PUT]")));

        AccessDifference.Of(before, after).ShouldHaveSingleItem().Source.ShouldBe(
            "spiffe://eu.mesh.acme.example/ns/payments/sa/checkout, spiffe://us.mesh.acme.example/ns/payments/sa/checkout");
    }

    [Fact]
    public void PolicyForAnybody_NamesThoseWithoutACertificateApartFromThoseWithAny()
    {
        const string open = "{ from: \"@anyone\", methods: [GET], paths: [/api/stock], exception: legacy-erp-plaintext }";

        var changes = AccessDifference.Of(Prod(), Prod((open, open.Replace("[GET]", "[GET, HEAD]", StringComparison.Ordinal))));

        // Shipping could already do neither HEAD nor more than its own rule, so it gains with everybody else.
        changes.Select(change => (change.Source, change.Transport, change.Request)).Order().ShouldBe(
            [("any identity", "mtls", "HEAD /api/stock"), ("anyone without a certificate", "plaintext", "HEAD /api/stock")]);
    }

    [Fact]
    public void IdentityRemovedFromEverybodys_IsToldAsAllOthers()
    {
        var change = AccessDifference.Of(
            Echo("principals: [\"*\"]"),
            Echo("principals: [cluster.local/ns/shop/sa/web]")).ShouldHaveSingleItem();

        (change.Kind, change.Source).ShouldBe((ChangeKind.Lost, "any identity but spiffe://cluster.local/ns/shop/sa/web"));
    }

    [Fact]
    public void WorkloadWithoutAProxy_ThatIsNew_IsToldByTheNetwork()
    {
        var changes = AccessDifference.Of(new Fleet { Clusters = [new Cluster()] }, Files(
            "{ apiVersion: v1, kind: Pod, metadata: { name: db, namespace: data }, spec: { containers: [ { name: app, ports: [ { containerPort: 5432 } ] } ] } }"));

        changes.Where(change => change.Destination == "data/db:5432").ShouldHaveSingleItem().Source.ShouldBe("anyone");
    }

    [Fact]
    public void Compare_PortThatIsThereOnlyOnce_IsRefusedAtTheOtherTime()
    {
        var access = new FleetAccess(Echo("principals: [cluster.local/ns/shop/sa/web]"));
        var port = access.Ports.Single(candidate => candidate is { Number: 8080, IsHttp: true });

        var gained = access.Compare(null, access, port).ShouldHaveSingleItem();
        var lost = access.Compare(port, access, null).ShouldHaveSingleItem();

        (gained.Before.Effect, gained.After.Effect, gained.IsIdentified).ShouldBe((AccessEffect.Denied, AccessEffect.Allowed, true));
        (lost.Before.Effect, lost.After.Effect).ShouldBe((AccessEffect.Allowed, AccessEffect.Denied));
        access.Compare(port, access, port).ShouldBeEmpty();
        gained.Witness.Principal.ShouldBe("spiffe://cluster.local/ns/shop/sa/web");
    }

    [Theory]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER, match: { context: SIDECAR_INBOUND } } ] } }", "shop/echo", "any call")]
    [InlineData("{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: e, namespace: shop }, spec: { endpointSelector: {} } }", "shop, every pod", "any connection")]
    public void ObjectOfUnknownMeaning_ThatComesOrGoes_LeavesTheDifferenceUnclear(string item, string destination, string request)
    {
        var (without, with) = (Files(EchoText("principals: [\"*\"]")), Files($"{EchoText("principals: [\"*\"]")}\n---\n{item}"));

        foreach (var change in new[] { AccessDifference.Of(without, with).ShouldHaveSingleItem(), AccessDifference.Of(with, without).ShouldHaveSingleItem() })
        {
            (change.Kind, change.Destination, change.Request, change.Cause!.Name).ShouldBe((ChangeKind.Unclear, destination, request, "e"));
            change.Place.ShouldNotBeNull();
        }

        AccessDifference.Of(with, with).ShouldBeEmpty();
    }

    [Fact]
    public void WaypointsPolicy_WithAnotherMethod_IsThatChangeAtTheWaypoint()
    {
        var change = AccessDifference.Of(Behind("methods: [GET]"), Behind("methods: [GET, PUT]")).ShouldHaveSingleItem();

        (change.Kind, change.Destination, change.Source, change.Request).ShouldBe(
            (ChangeKind.Gained, "shop/waypoint for web.shop.svc.cluster.local:80", "spiffe://cluster.local/ns/shop/sa/client", "PUT"));
        change.Cause!.ToString().ShouldBe("AuthorizationPolicy shop/web");
        AccessDifference.Of(Behind("methods: [GET]"), Behind("methods: [GET]")).ShouldBeEmpty();
    }

    [Fact]
    public void ChangeBesideAnObjectOfUnknownMeaning_IsToldAndIsUnclear()
    {
        const string filter = "\n---\n{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }";

        var change = AccessDifference.Of(Files(EchoText("principals: [\"*\"]") + filter), Files(EchoText("principals: [cluster.local/ns/shop/sa/web]") + filter)).ShouldHaveSingleItem();

        (change.Kind, change.Source).ShouldBe((ChangeKind.Unclear, "any identity but spiffe://cluster.local/ns/shop/sa/web"));
        change.Cause!.ToString().ShouldBe("AuthorizationPolicy shop/echo");
        change.Reason.ShouldContain("unknown because of EnvoyFilter shop/e");
    }

    private static Fleet Behind(string operation) => Files($$"""
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: a, ports: [{ containerPort: 8080 }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: other, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: waypoint, namespace: shop }, spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { targetRefs: [{ kind: Service, name: web }], rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }], to: [{ operation: { {{operation}} } }] }] } }
        """);

    private static Fleet Echo(string source) => Files(EchoText(source));

    private static string EchoText(string source) => $$"""
        { apiVersion: v1, kind: Pod, metadata: { name: echo, namespace: shop, labels: { sidecar.istio.io/inject: "true" } }, spec: { containers: [ { name: app, ports: [ { containerPort: 8080 } ] } ] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: echo, namespace: shop }, spec: { selector: { sidecar.istio.io/inject: "true" }, ports: [ { name: http, port: 8080 } ] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: echo, namespace: shop }, spec: { rules: [ { from: [ { source: { {{source}} } } ], to: [ { operation: { ports: ["8080"] } } ] } ] } }
        """;

    private static Fleet Files(string yaml) => new()
    {
        Clusters = [ManifestInventory.Read(new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(yaml), "f.yaml").Items.Cast<MapNode>())],
    };

    private static string? Name(MapNode manifest) => ((manifest["metadata"] as MapNode)?["name"] as ScalarNode)?.AsString;

    private static Fleet Prod(params (string Old, string New)[] edits)
    {
        var text = edits.Aggregate(StackText.Of("prod"), (stack, edit) => stack.Replace(edit.Old, edit.New, StringComparison.Ordinal));
        var reading = IntentReader.FromText("prod", "prod.yaml", Encoding.UTF8.GetBytes(text), new DateOnly(2026, 11, 21));
        return PlanFleet.Of(EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors))));
    }
}
