using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio;

/// <summary>Routes of the Gateway API whose parent is a Service, at the sidecars of those who call it.</summary>
public sealed class MeshRoutesTests
{
    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: web, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: client, namespace: web }, spec: { selector: {}, template: { metadata: { labels: { app: client } }, spec: { serviceAccountName: client } } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: v1, namespace: shop }, spec: { selector: {}, template: { metadata: { labels: { app: v1 } } } } }
        ---
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: v2, namespace: shop }, spec: { selector: {}, template: { metadata: { labels: { app: v2 } } } } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: v1, namespace: shop }, spec: { selector: { app: v1 }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: v2, namespace: shop }, spec: { selector: { app: v2 }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: v2, namespace: shop }, spec: { selector: { matchLabels: { app: v2 } } } }
        """;

    /// <summary>Nobody may call v2, so a request that is led there is denied.</summary>
    [Theory]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { name: v2, port: 80 } ] } ]", false)]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { name: v1, port: 80 } ] } ]", true)]
    [InlineData("shop", ", port: 80", "rules: [ { backendRefs: [ { name: v2, port: 80 } ] } ]", false)]
    [InlineData("shop", ", port: 81", "rules: [ { backendRefs: [ { name: v2, port: 80 } ] } ]", true)]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { name: v1, port: 80 } ] }, { matches: [ { path: { value: /a } } ], backendRefs: [ { name: v2, port: 80 } ] } ]", false)]
    [InlineData("shop", "", "rules: [ { matches: [ { path: { value: /b } } ], backendRefs: [ { name: v1, port: 80 } ] } ]", false)]
    [InlineData("shop", "", "rules: [ { matches: [ { method: POST } ], backendRefs: [ { name: v2, port: 80 } ] }, { backendRefs: [ { name: v1, port: 80 } ] } ]", true)]
    [InlineData("shop", "", "hostnames: [ elsewhere.example ], rules: [ { backendRefs: [ { name: v2, port: 80 } ] } ]", false)]
    [InlineData("shop", "", "rules: [ { filters: [ { type: ExtensionRef, extensionRef: { group: a.example, kind: F, name: f } } ], backendRefs: [ { name: v1, port: 80 } ] } ]", null)]
    // Hosts that Istio knows may be named as they are, and ServiceImports stand for Services.
    [InlineData("shop", "", "rules: [ { backendRefs: [ { group: networking.istio.io, kind: Hostname, name: v2.shop.svc.cluster.local, port: 80 } ] } ]", false)]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { group: networking.istio.io, kind: Hostname, name: v1.shop.svc.cluster.local, port: 80 } ] } ]", true)]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { group: multicluster.x-k8s.io, kind: ServiceImport, name: v1, port: 80 } ] } ]", true)]
    [InlineData("shop", "", "rules: [ { backendRefs: [ { group: example.org, kind: Hostname, name: v1.shop.svc.cluster.local, port: 80 } ] } ]", false)] // 500
    // A consumer's route needs no grant; a route of a third namespace counts for nobody.
    [InlineData("web", "", "rules: [ { backendRefs: [ { name: v2, namespace: shop, port: 80 } ] } ]", false)]
    [InlineData("third", "", "rules: [ { backendRefs: [ { name: v2, namespace: shop, port: 80 } ] } ]", true)]
    public void HttpRoute_OfAService_LeadsItsCallersOn(string @namespace, string parent, string spec, bool? allowed) => Ask(Route("HTTPRoute", "r", @namespace, parent, spec)).ShouldBe(allowed);

    [Fact]
    public void HttpRoute_OfTheCallersNamespace_ComesBeforeThatOfTheService()
    {
        var producer = Route("HTTPRoute", "a", "shop", "", "rules: [ { backendRefs: [ { name: v2, port: 80 } ] } ]");
        Ask(producer + Route("HTTPRoute", "z", "web", "", "rules: [ { backendRefs: [ { name: v1, namespace: shop, port: 80 } ] } ]")).ShouldBe(true);
        Ask(producer + Route("HTTPRoute", "z", "third", "", "rules: [ { backendRefs: [ { name: v1, namespace: shop, port: 80 } ] } ]")).ShouldBe(false);
    }

    [Fact]
    public void Routes_OfOneNamespace_AreOne()
    {
        var all = Route("HTTPRoute", "all", "shop", "", "rules: [ { backendRefs: [ { name: v1, port: 80 } ] } ]");
        Ask(all + Route("HTTPRoute", "some", "shop", "", "rules: [ { matches: [ { path: { value: /a } } ], backendRefs: [ { name: v2, port: 80 } ] } ]")).ShouldBe(false);
        Ask(all + Route("GRPCRoute", "some", "shop", "", "rules: [ { matches: [ { method: { service: a, method: b } } ], backendRefs: [ { name: v2, port: 80 } ] } ]")).ShouldBe(false);
        Ask(all + Route("GRPCRoute", "some", "shop", "", "rules: [ { matches: [ { method: { service: a, method: c } } ], backendRefs: [ { name: v2, port: 80 } ] } ]")).ShouldBe(true);
    }

    private static string Route(string kind, string name, string @namespace, string parent, string spec) =>
        $"\n---\n{{ apiVersion: gateway.networking.k8s.io/v1, kind: {kind}, metadata: {{ name: {name}, namespace: {@namespace} }}, spec: {{ parentRefs: [ {{ group: '', kind: Service, name: v1, namespace: shop{parent} }} ], {spec} }} }}";

    private static bool? Ask(string routes)
    {
        var read = new ManifestReader().ReadText(Objects + routes, "mesh.yaml");
        read.Errors.ShouldBeEmpty();
        var cluster = ManifestInventory.Read(read.Items);
        var fleet = new Fleet { Clusters = [cluster] };
        return new Hops(fleet, new Evaluator(fleet)).Of(new Call
        {
            From = new Caller.OfWorkload(cluster.Workloads.Single(workload => workload.Name == "client")),
            To = cluster.Workloads.Single(workload => workload.Name == "v1"),
            Service = cluster.Services.Single(service => service.Name == "v1"),
            ServicePort = 80,
            Port = 8080,
            Protocol = PortProtocol.Http,
            Http = new HttpCall { Path = "/a/b" },
        })[^1].Verdict.Allow;
    }
}
