using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Policies.Ambient;
using Policies.Model;
using Workload = Components.Intent.Workload;

namespace Infra.Planning;

/// <summary>The connections of an ambient region that are others than with sidecars: tunnels, through waypoints where the intent limits requests.</summary>
/// <remarks>As in <see cref="IntendedFlows"/>, ports and addresses stand here a second time on purpose.</remarks>
internal static class AmbientFlows
{
    private const int IstiodXds = 15012;
    private const int ProxyMetrics = 15020;

    /// <summary>The addresses from which the kubelet's probes come (istio: cni, HOST_PROBE_SNAT_IP and HOST_PROBE_SNAT_IPV6).</summary>
    private static readonly FlowEnd.Addresses Probes = new(["169.254.7.127/32", "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128"], []);

    private static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>();

    /// <summary>The connections of a region.</summary>
    public static IEnumerable<IntendedFlow> Of(RegionIntent intent) =>
    [
        .. from @namespace in (string[])[intent.Mesh.GatewayNamespace, PlatformNamespaceNames.IstioCni]
           from flow in Proxy(intent, new FlowEnd.Pods(@namespace, All))
           select flow,
        .. from own in intent.Namespaces
           where own.Injected
           select new IntendedFlow { From = Probes, To = new FlowEnd.Pods(own.Name, All), Ports = [] },
        .. intent.Waypoints.SelectMany(own => Proxy(intent, Waypoint(own))),
        .. from workload in intent.Workloads
           where workload.InMesh
           from port in workload.Ports
           from caller in port.Callers
           from flow in To(intent, workload, port.TargetPort, caller.Source)
           select flow,
    ];

    private static IEnumerable<IntendedFlow> Proxy(RegionIntent intent, FlowEnd.Pods pods) =>
    [
        Flow(pods, new FlowEnd.Pods(intent.Mesh.RootNamespace, Label("app", "istiod")), IstiodXds),
        Flow(Prometheus(intent), pods, ProxyMetrics),
        .. IntendedFlows.Issuing(intent, pods),
    ];

    /// <summary>Who has no identity connects to the port itself; whoever has one to the waypoint, which connects to the pods, or to these at once.</summary>
    private static IEnumerable<IntendedFlow> To(RegionIntent intent, Workload workload, int port, CallSource source)
    {
        var pods = new FlowEnd.Pods(workload.Namespace, workload.Labels);
        FlowEnd from = source switch
        {
            CallSource.FromWorkload local => new FlowEnd.Pods(local.Namespace, local.Labels),
            CallSource.FromIngress => new FlowEnd.Pods(intent.Mesh.GatewayNamespace, Gateways.IngressLabels(intent.Mesh)),
            CallSource.FromPrometheus => Prometheus(intent),
            _ => new FlowEnd.Anywhere(),
        };
        if (source is CallSource.FromPrometheus or CallSource.FromAnyone)
        {
            yield return Flow(from, pods, port);
        }

        if (source is CallSource.FromPrometheus)
        {
            yield break;
        }

        if (intent.Waypoints.Contains(workload.Namespace))
        {
            yield return Flow(from, Waypoint(workload.Namespace), Hbone.Port);
            yield return Flow(Waypoint(workload.Namespace), pods, Hbone.Port);
        }
        else
        {
            yield return Flow(from, pods, Hbone.Port);
        }
    }

    private static FlowEnd.Pods Waypoint(string @namespace) => new(@namespace, Label("gateway.networking.k8s.io/gateway-name", "waypoint"));

    private static FlowEnd.Pods Prometheus(RegionIntent intent) => new(intent.Mesh.MonitoringNamespace, Label("app.kubernetes.io/name", "prometheus"));

    private static Dictionary<string, string> Label(string key, string value) => new() { [key] = value };

    private static IntendedFlow Flow(FlowEnd from, FlowEnd to, params IReadOnlyList<int> ports) => new() { From = from, To = to, Ports = ports };
}
