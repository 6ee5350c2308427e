using Policies.Ambient;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Ambient;

public sealed class WaypointsTests
{
    [Theory]
    [InlineData("", "", "", null, null)]
    [InlineData("istio.io/use-waypoint: way", "", "", "way", null)]
    [InlineData("", "istio.io/use-waypoint: way", "", "way", null)]
    [InlineData("istio.io/use-waypoint: none", "istio.io/use-waypoint: way", "", null, null)]
    [InlineData("istio.io/use-waypoint: gone", "istio.io/use-waypoint: way", "", null, null)]
    [InlineData("", "istio.io/use-waypoint: way", "istio.io/waypoint-for: all", "way", "way")]
    [InlineData("", "istio.io/use-waypoint: way", "istio.io/waypoint-for: workload", null, "way")]
    [InlineData("", "istio.io/use-waypoint: way", "istio.io/waypoint-for: none", null, null)]
    [InlineData("istio.io/use-waypoint: open, istio.io/use-waypoint-namespace: infra", "", "", "open", null)]
    [InlineData("istio.io/use-waypoint: closed, istio.io/use-waypoint-namespace: infra", "", "", null, null)]
    public void OfServiceAndWorkload_Labels_NameTheWaypoint(string service, string @namespace, string waypoint, string? ofService, string? ofWorkload)
    {
        var cluster = ZtunnelTests.With(
            $"{{ apiVersion: v1, kind: Namespace, metadata: {{ name: bank, labels: {{ istio.io/dataplane-mode: ambient{(@namespace.Length > 0 ? $", {@namespace}" : "")} }} }} }}",
            "{ apiVersion: v1, kind: Namespace, metadata: { name: infra } }",
            "{ apiVersion: v1, kind: Pod, metadata: { name: ledger, namespace: bank, labels: { app: ledger } }, spec: { containers: [{ name: a, image: a }] } }",
            $"{{ apiVersion: v1, kind: Service, metadata: {{ name: ledger, namespace: bank, labels: {{ {service} }} }}, spec: {{ selector: {{ app: ledger }}, ports: [{{ port: 80 }}] }} }}",
            Gateway("bank", "way", waypoint, ""),
            Gateway("infra", "open", "", ", allowedRoutes: { namespaces: { from: All } }"),
            Gateway("infra", "closed", "", ""));
        var waypoints = Waypoints.Of(cluster);
        waypoints.OfService(cluster.Services.Single(item => item.Name == "ledger")).ShouldBeNamed(ofService);
        waypoints.OfWorkload(cluster.Workloads.Single(item => item.Name == "ledger")).ShouldBeNamed(ofWorkload);
    }

    [Fact]
    public void IsUsedBy_Callers_AreAmbientOnesAndGatewaysThatAreTold()
    {
        var service = new ServiceModel { Name = "a", Namespace = "b", Host = "a.b" };
        var told = service with { Labels = new Dictionary<string, string> { ["istio.io/ingress-use-waypoint"] = "true" } };
        var waypoints = Waypoints.Of(new Cluster());
        waypoints.IsUsedBy(DataPlane.Ambient, service).ShouldBeTrue();
        waypoints.IsUsedBy(DataPlane.Gateway, service).ShouldBeFalse();
        waypoints.IsUsedBy(DataPlane.Gateway, told).ShouldBeTrue();
        waypoints.IsUsedBy(DataPlane.None, told).ShouldBeFalse();
    }

    private static string Gateway(string @namespace, string name, string labels, string routes) =>
        $"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{ name: {name}, namespace: {@namespace}, labels: {{ {labels} }} }}\n"
        + $"spec: {{ gatewayClassName: istio-waypoint, listeners: [{{ name: mesh, port: 15008, protocol: HBONE{routes} }}] }}";
}

file static class WaypointAssertions
{
    public static void ShouldBeNamed(this Workload? waypoint, string? name) => (waypoint?.Name).ShouldBe(name);
}
