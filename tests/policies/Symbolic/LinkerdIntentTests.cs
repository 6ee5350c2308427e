using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Intent;
using Policies.Symbolic.Servers;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>The proof of the intent in Linkerd's mesh.</summary>
public sealed class LinkerdIntentTests
{
    private const string Client = "client.shop.serviceaccount.identity.linkerd.cluster.local";

    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: deny } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 80, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, appProtocol: http }] } }
        ---
        { apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: { name: web, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, port: http, accessPolicy: deny } }
        ---
        { apiVersion: policy.linkerd.io/v1beta3, kind: HTTPRoute, metadata: { name: orders, namespace: shop }, spec: { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: [{ matches: [{ method: GET, path: { type: RegularExpression, value: '/orders/.*' } }] }] } }
        ---
        { apiVersion: policy.linkerd.io/v1alpha1, kind: AuthorizationPolicy, metadata: { name: orders, namespace: shop }, spec: { targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: orders }, requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: clients }] } }
        ---
        { apiVersion: policy.linkerd.io/v1alpha1, kind: MeshTLSAuthentication, metadata: { name: clients, namespace: shop }, spec: { identityRefs: [{ kind: ServiceAccount, name: client }] } }
        """;

    [Fact]
    public void Proof_ObjectsThatMeanTheIntent_FindsNothing() => Gaps(Objects).ShouldBeEmpty();

    [Theory]
    [InlineData("kind: Server,", GapKind.TooFew, Client, "no authorization lets it in")]
    [InlineData("kind: HTTPRoute,", GapKind.TooFew, Client, "no authorization lets it in")]
    [InlineData("kind: AuthorizationPolicy,", GapKind.TooFew, Client, "no authorization lets it in")]
    [InlineData("kind: MeshTLSAuthentication,", GapKind.TooFew, Client, "no authorization lets it in")]
    public void Proof_WithoutAnObject_FindsACall(string missing, GapKind kind, string caller, string reason)
    {
        var gap = Gaps(string.Join("\n---\n", Objects.Split("\n---\n").Where(item => !item.Contains(missing, StringComparison.Ordinal)))).ShouldHaveSingleItem();

        gap.Kind.ShouldBe(kind);
        gap.Destination.ShouldBe("shop/web:80");
        gap.Witness.ShouldStartWith(caller);
        gap.Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("accessPolicy: deny", "accessPolicy: all-authenticated", "shop/web:80", "the policy all-authenticated allows it")]
    [InlineData("identityRefs: [{ kind: ServiceAccount, name: client }]", "identities: ['*']", "shop/web:80", "AuthorizationPolicy shop/orders allows it")]
    [InlineData("{ kind: ServiceAccount, name: client }", "{ kind: Namespace }", "shop/web:80", "AuthorizationPolicy shop/orders allows it")]
    [InlineData("type: RegularExpression, value: '/orders/.*'", "value: /orders", "shop/web:80", "AuthorizationPolicy shop/orders allows it")]
    [InlineData("method: GET, ", "", "shop/web:80", "AuthorizationPolicy shop/orders allows it")]
    [InlineData("default-inbound-policy: deny", "default-inbound-policy: all-authenticated", "shop/any other pod:other port 1", "the default inbound policy all-authenticated allows it")]
    public void Proof_WiderObject_FindsACallTooMany(string text, string wider, string destination, string reason)
    {
        Objects.ShouldContain(text);

        var gaps = Gaps(Objects.Replace(text, wider, StringComparison.Ordinal));

        gaps.ShouldContain(gap => gap.Kind == GapKind.TooMany && gap.Destination == destination && gap.Reason == reason);
        gaps.ShouldAllBe(gap => gap.Kind == GapKind.TooMany);
    }

    [Theory]
    [InlineData("kind: HTTPRoute, metadata: { name: orders", "kind: GRPCRoute, metadata: { name: orders", "is a route for gRPC")]
    [InlineData("value: '/orders/.*'", "value: '/(orders|carts)/.*'", "unknown because HTTPRoute shop/orders (policy.linkerd.io) may take it")]
    [InlineData("method: GET, path", "method: GET, queryParams: [{ name: q, value: a }], path", "parameters of the query")]
    public void Proof_UnmodelledRoute_IsOpen(string text, string other, string reason)
    {
        var changed = Objects.Replace(text, other, StringComparison.Ordinal)
            .Replace(other.Contains("GRPC", StringComparison.Ordinal) ? "port: http, accessPolicy: deny" : "none", "port: http, proxyProtocol: gRPC, accessPolicy: deny", StringComparison.Ordinal)
            .Replace(other.Contains("GRPC", StringComparison.Ordinal) ? "policy.linkerd.io/v1beta3, kind: GRPCRoute" : "none", "gateway.networking.k8s.io/v1, kind: GRPCRoute", StringComparison.Ordinal);

        Gaps(changed).ShouldContain(gap => gap.Kind == GapKind.Unknown && gap.Reason.Contains(reason, StringComparison.Ordinal));
    }

    /// <summary>Linkerd reads no HTTPRoute where a Server says that it speaks gRPC, and no GRPCRoute where it says something else.</summary>
    [Fact]
    public void Proof_RouteOfAnotherProtocol_DoesNotCount()
    {
        var grpc = Gaps(Objects.Replace("port: http, accessPolicy: deny", "port: http, proxyProtocol: gRPC, accessPolicy: deny", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var http = Gaps(Objects.Replace("policy.linkerd.io/v1beta3, kind: HTTPRoute", "gateway.networking.k8s.io/v1, kind: GRPCRoute", StringComparison.Ordinal)).ShouldHaveSingleItem();

        grpc.Kind.ShouldBe(GapKind.TooFew);
        http.Kind.ShouldBe(GapKind.TooFew);
    }

    [Theory]
    [InlineData("name: web }], rules", "name: web, port: 80 }], rules")]
    [InlineData("name: web }], rules", "name: web, sectionName: http }], rules")]
    [InlineData("name: web }], rules", "name: web, namespace: other }], rules")]
    public void Proof_RouteThatNamesItsServerOtherwise_IsRefusedByLinkerd(string text, string other)
    {
        Objects.ShouldContain(text);

        Gaps(Objects.Replace(text, other, StringComparison.Ordinal)).ShouldHaveSingleItem().Kind.ShouldBe(GapKind.TooFew);
    }

    [Fact]
    public void Proof_FieldOfLinkerdThatIsNotModelled_IsOpen() =>
        Gaps(Objects.Replace("rules: [{ matches", "rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { port: 81 } }], matches", StringComparison.Ordinal))
            .ShouldContain(gap => gap.Kind == GapKind.Unknown && gap.Reason.Contains("spec.rules.filters.requestRedirect", StringComparison.Ordinal));

    /// <summary>Without networks a ServerAuthorization is for clients of the cluster's networks.</summary>
    [Theory]
    [InlineData("10.1.2.3", AccessEffect.Allowed)]
    [InlineData("8.8.8.8", AccessEffect.Denied)]
    public void ServerAuthorization_WithoutNetworks_IsForTheCluster(string address, AccessEffect effect)
    {
        var access = new FleetAccess(new Fleet
        {
            Clusters = [Read(Objects + "\n---\n{ apiVersion: policy.linkerd.io/v1beta1, kind: ServerAuthorization, metadata: { name: all, namespace: shop }, spec: { server: { name: web }, client: { unauthenticated: true } } }")],
        });
        var port = access.Ports.Single(port => port is { Workload.Name: "web", Number: 80, IsHttp: true });

        access.At(port).Single(found => found.Includes(new CallWitness { SourceAddress = address, Method = "GET", Path = "/orders/1" })).Verdict.Effect.ShouldBe(effect);
    }

    /// <summary>Of two Servers for one port the older one counts, where the API server says which that is.</summary>
    [Fact]
    public void Servers_OfOnePort_OlderOneCounts()
    {
        const string second = "\n---\n{ apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: { name: second, namespace: shop, creationTimestamp: '2026-02-01T00:00:00Z' }, spec: { podSelector: { matchLabels: { app: web } }, port: http, accessPolicy: all-unauthenticated } }";
        var aged = Objects.Replace("kind: Server, metadata: { name: web, namespace: shop }", "kind: Server, metadata: { name: web, namespace: shop, creationTimestamp: '2026-01-01T00:00:00Z' }", StringComparison.Ordinal);

        Gaps(aged + second).ShouldBeEmpty();
        Gaps(Objects + second).ShouldContain(gap => gap.Kind == GapKind.Unknown);
    }

    [Fact]
    public void From_MeshedClientAndOutsider_HaveTheirClasses()
    {
        var cluster = Read(Objects + "\n---\n{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }");
        var access = new FleetAccess(new Fleet { Clusters = [cluster] });
        var port = access.Ports.Single(port => port is { Workload.Name: "web", Number: 80, IsHttp: true });

        var known = access.From(new Caller.OfWorkload(cluster.Workloads.Single(workload => workload.Name == "client")), port);
        var outsider = access.From(new Caller.Outsider("8.8.8.8"), port);

        known.Principal.ShouldBe(Client);
        known.IsOpen.ShouldBeTrue();
        known.Classes.Single(found => found.Verdict.Effect == AccessEffect.Allowed).Calls["path"].ShouldBe("expression /orders/.*");
        outsider.IsOpen.ShouldBeFalse();
    }

    /// <summary>Differences but for the network's, which no object here closes.</summary>
    private static IReadOnlyList<IntentGap> Gaps(string objects) =>
        [.. IntentProof.Of(new Fleet { Clusters = [Read(objects)] }).Where(gap => gap.Layer != Layer.Network)];

    private static Cluster Read(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "linkerd.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items) with
        {
            Intent = new IntendedAccess
            {
                Namespaces = [new IntendedNamespace { Name = "shop" }],
                Servers =
                [
                    new IntendedServer
                    {
                        Namespace = "shop",
                        Name = "web",
                        Ports =
                        [
                            new IntendedPort
                            {
                                Number = 80,
                                Calls = [new IntendedCall { From = new IntendedCaller.Identity(Client), Methods = ["GET"], Paths = ["/orders/*"] }],
                            },
                        ],
                    },
                ],
                Flows = [],
            },
        };
    }
}
