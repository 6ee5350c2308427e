using Manifests.GatewayApi.V1;
using Policies.Network;

namespace Policies.Model;

/// <summary>The pods that Istio makes for a Gateway of the Gateway API.</summary>
internal static class GatewayWorkloads
{
    internal const string WaypointClass = "istio-waypoint";

    private const string IstioClass = "istio";

    /// <summary>Those that the input does not have as a workload already.</summary>
    internal static IEnumerable<Workload> Of(IReadOnlyList<ConfigObject<Gateway>> gateways, MeshSettings mesh, IReadOnlyList<Workload> known)
    {
        var names = known
            .Where(workload => workload.Labels.ContainsKey(WellKnownLabels.GatewayName))
            .Select(workload => (workload.Namespace, workload.Labels[WellKnownLabels.GatewayName]))
            .ToHashSet();
        return gateways
            .Where(gateway => gateway.Object.Spec.GatewayClassName is WaypointClass or IstioClass && IsManaged(gateway.Object.Spec) && !names.Contains((gateway.Namespace, gateway.Name)))
            .Select(gateway => Workload(gateway, mesh));
    }

    /// <summary>
    /// Whether Istio makes pods for the Gateway: not where its address is the host name of a Service that has some
    /// (<c>pilot/pkg/config/kube/gatewaycommon/gateway_utils.go</c>, IsManaged).
    /// </summary>
    private static bool IsManaged(GatewaySpec spec) => spec.Addresses switch
    {
        null or [] => true,
        [{ Type: null or "IPAddress" }] => true,
        _ => false,
    };

    private static Workload Workload(ConfigObject<Gateway> gateway, MeshSettings mesh)
    {
        var isWaypoint = gateway.Object.Spec.GatewayClassName == WaypointClass;
        var name = isWaypoint ? gateway.Name : $"{gateway.Name}-{IstioClass}";
        return new Workload
        {
            Name = name,
            Namespace = gateway.Namespace,
            Region = gateway.Reference.Region,
            Kind = gateway.Object.Kind,
            Labels = new Dictionary<string, string>(gateway.Object.Spec.Infrastructure?.Labels ?? [], StringComparer.Ordinal)
            {
                [WellKnownLabels.GatewayName] = gateway.Name,
            },
            ServiceAccount = name,
            Identity = ObjectNames.Identity(mesh.TrustDomain, gateway.Namespace, name),
            Certificates = ProxyMetadata.Certificates(gateway.Object.Spec.Infrastructure?.Annotations, null, mesh),
            DataPlane = isWaypoint ? DataPlane.Waypoint : DataPlane.Gateway,
            Ports = [.. gateway.Object.Spec.Listeners.Select(listener => new WorkloadPort(listener.Port, listener.Name, NetworkProtocols.Parse(listener.Protocol)))],
            Reference = gateway.Reference,
            Source = gateway.Source,
        };
    }
}
