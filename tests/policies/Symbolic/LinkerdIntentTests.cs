using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
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
            .Replace(other.Contains("GRPC", StringComparison.Ordinal) ? "policy.linkerd.io/v1beta3, kind: GRPCRoute" : "none", "gateway.networking.k8s.io/v1, kind: GRPCRoute", StringComparison.Ordinal);

        Gaps(changed).ShouldContain(gap => gap.Kind == GapKind.Unknown && gap.Reason.Contains(reason, StringComparison.Ordinal));
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
