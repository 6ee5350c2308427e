using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Routes of the mesh at a waypoint (istio: pilot/pkg/networking/core/listener_waypoint.go, buildWaypointInboundHTTPRouteConfig).</summary>
public sealed class WaypointRoutesTests
{
    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: amb, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: amb, labels: { app: web } }, spec: { serviceAccountName: web, containers: [ { name: a, image: a, ports: [ { containerPort: 8080 } ] } ] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: amb, labels: { app: client } }, spec: { serviceAccountName: client, containers: [ { name: a, image: a } ] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: amb, labels: { istio.io/use-waypoint: way } }, spec: { selector: { app: web }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: other, namespace: amb }, spec: { selector: { app: other }, ports: [ { name: http, port: 80 } ] } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: way, namespace: amb }, spec: { gatewayClassName: istio-waypoint, listeners: [ { name: mesh, port: 15008, protocol: HBONE } ] } }
        """;

    [Theory]
    [InlineData("http: [ { redirect: { uri: /x } } ]", "amb", false, "its route answers instead of the service")]
    [InlineData("http: [ { match: [ { method: { exact: POST } } ], redirect: { uri: /x } } ]", "amb", false, "no route of it matches")]
    [InlineData("http: [ { match: [ { sourceLabels: { app: client } } ], redirect: { uri: /x } }, { route: [ { destination: { host: web } } ] } ]", "amb", true, "")]
    [InlineData("http: [ { rewrite: { uri: /y }, route: [ { destination: { host: web } } ] } ]", "amb", true, "")]
    [InlineData("http: [ { route: [ { destination: { host: other } } ] } ]", "amb", null, "its route leads to another service")]
    [InlineData("http: [ { redirect: { uri: /x } } ]", "elsewhere", true, "")]
    public void Route_OfAServiceBehindAWaypoint_DecidesThere(string routes, string @namespace, bool? allow, string reason)
    {
        var verdict = Ask($"{{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{ name: v, namespace: {@namespace} }}, spec: {{ hosts: [ web.amb.svc.cluster.local ], {routes} }} }}");

        verdict.Allow.ShouldBe(allow, verdict.Reason);
        verdict.Reason.ShouldContain(reason);
    }

    /// <summary>Routes of the Gateway API for Services are not followed, so that nobody says where calls go.</summary>
    [Theory]
    [InlineData("HTTPRoute")]
    [InlineData("TCPRoute")]
    public void RouteOfTheGatewayApi_OfAServiceBehindAWaypoint_IsOpen(string kind)
    {
        var verdict = Ask($"{{ apiVersion: gateway.networking.k8s.io/v1, kind: {kind}, metadata: {{ name: r, namespace: amb }}, spec: {{ parentRefs: [ {{ group: '', kind: Service, name: web }} ], rules: [ {{ backendRefs: [ {{ name: other, port: 80 }} ] }} ] }} }}");

        verdict.Allow.ShouldBeNull();
        verdict.Reason.ShouldContain($"{kind} amb/r");
    }

    private static Verdict Ask(string route)
    {
        var read = new ManifestReader().ReadText($"{Objects}\n---\n{route}", "waypoint.yaml");
        read.Errors.ShouldBeEmpty();
        var cluster = ManifestInventory.Read(read.Items);
        var fleet = new Fleet { Clusters = [cluster] };
        return new Hops(fleet, new Evaluator(fleet)).Of(new Call
        {
            From = new Caller.OfWorkload(cluster.Workloads.Single(workload => workload.Name == "client")),
            To = cluster.Workloads.Single(workload => workload.Name == "web"),
            Service = cluster.Services.Single(service => service.Name == "web"),
            ServicePort = 80,
            Port = 8080,
            Protocol = PortProtocol.Http,
            Http = new HttpCall(),
        })[0].Verdict;
    }
}
