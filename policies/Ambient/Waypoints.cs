using Manifests.GatewayApi.V1;
using Policies.Model;

namespace Policies.Ambient;

/// <summary>
/// Which waypoint stands in front of a service or a workload: by label on it, else on its namespace (istio: pilot/pkg/serviceregistry/ambient,
/// <c>fetchWaypointForTarget</c>).
/// </summary>
/// <remarks>
/// ztunnels send their workloads' calls through it; ingress gateways do so where the service or its namespace has the label
/// <c>istio.io/ingress-use-waypoint: "true"</c>; workloads outside of ambient mode go past it. The workload behind it sees the waypoint's identity.
/// </remarks>
public sealed class Waypoints
{
    private const string IngressUseWaypoint = "istio.io/ingress-use-waypoint";
    private readonly Dictionary<(string Namespace, string Name), ConfigObject<Gateway>> _gateways;
    private readonly Dictionary<(string Namespace, string Name), Workload> _pods;
    private readonly Dictionary<string, NamespaceModel> _namespaces;
    private readonly IReadOnlyList<ServiceModel> _services;

    private Waypoints(Cluster cluster)
    {
        _services = cluster.Services;
        _gateways = cluster.GatewayApiGateways.Where(IsWaypoint).ToDictionary(gateway => (gateway.Namespace, gateway.Name));
        _namespaces = cluster.Namespaces.ToDictionary(@namespace => @namespace.Name, StringComparer.Ordinal);
        _pods = [];
        foreach (var pod in cluster.Workloads.Where(workload => workload.DataPlane is DataPlane.Waypoint))
        {
            _pods.TryAdd((pod.Namespace, pod.Labels.GetValueOrDefault(WellKnownLabels.GatewayName, pod.Name)), pod);
        }
    }

    private ILookup<Workload, ServiceModel> Behind => field ??= _services
        .Select(service => (service, Waypoint: OfService(service)))
        .Where(entry => entry.Waypoint is not null)
        .ToLookup(entry => entry.Waypoint!, entry => entry.service, (IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);

    /// <summary>Reads a cluster's waypoints.</summary>
    public static Waypoints Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new Waypoints(cluster);
    }

    /// <summary>The waypoint of calls to a service; null where there is none.</summary>
    public Workload? OfService(ServiceModel service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Find(service.Namespace, service.Labels, "service");
    }

    /// <summary>The services in front of which a waypoint stands; none for another workload.</summary>
    public IReadOnlyList<ServiceModel> ServicesBehind(Workload waypoint)
    {
        ArgumentNullException.ThrowIfNull(waypoint);
        return waypoint.DataPlane is DataPlane.Waypoint ? [.. Behind[waypoint]] : [];
    }

    /// <summary>The waypoint of calls to a workload's own address; null where there is none.</summary>
    public Workload? OfWorkload(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return Find(workload.Namespace, workload.Labels, "workload");
    }

    /// <summary>Whether a caller's proxy sends its calls to the service through the service's waypoint.</summary>
    public bool IsUsedBy(DataPlane caller, ServiceModel service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return caller is DataPlane.Ambient
            || (caller is DataPlane.Gateway && (service.Labels.GetValueOrDefault(IngressUseWaypoint) ?? NamespaceLabel(service.Namespace, IngressUseWaypoint)) == "true");
    }

    private static bool IsWaypoint(ConfigObject<Gateway> gateway) => gateway.Object.Spec.GatewayClassName == "istio-waypoint";

    private Workload? Find(string @namespace, IReadOnlyDictionary<string, string> labels, string traffic)
    {
        // A label on the object decides over the namespace's, also where it says none or a waypoint that is not there.
        var isOwn = labels.GetValueOrDefault(WellKnownLabels.UseWaypoint) is { Length: > 0 };
        IReadOnlyDictionary<string, string> deciding = isOwn ? labels : _namespaces.GetValueOrDefault(@namespace)?.Labels ?? labels;
        if (deciding.GetValueOrDefault(WellKnownLabels.UseWaypoint) is not ({ Length: > 0 } and not "none" and var name))
        {
            return null;
        }

        var key = (deciding.GetValueOrDefault(WellKnownLabels.UseWaypointNamespace, @namespace), name);
        return _gateways.TryGetValue(key, out var gateway) && Takes(gateway, traffic) && MayAttach(gateway, @namespace) ? _pods.GetValueOrDefault(key) : null;
    }

    private static bool Takes(ConfigObject<Gateway> gateway, string traffic) =>
        gateway.Object.Metadata.Labels?.GetValueOrDefault(WellKnownLabels.WaypointFor) switch
        {
            null or "" => traffic == "service",
            "all" => true,
            var stated => stated == traffic,
        };

    /// <summary>A listener says from which namespaces services may use the waypoint: its own only, unless it says otherwise.</summary>
    private bool MayAttach(ConfigObject<Gateway> gateway, string @namespace)
    {
        if (gateway.Namespace == @namespace)
        {
            return true;
        }

        var allowed = gateway.Object.Spec.Listeners.Select(listener => listener.AllowedRoutes?.Namespaces).FirstOrDefault(namespaces => namespaces is not null);
        return allowed?.From switch
        {
            GatewayAllowedRoutesNamespacesFrom.All => true,
            GatewayAllowedRoutesNamespacesFrom.Selector => allowed.Selector?.MatchLabels is null || Matches(allowed.Selector, @namespace),
            _ => false,
        };
    }

    private bool Matches(GatewaySelector selector, string @namespace) =>
        Network.LabelSelectors.Picks(LabelSelectorOf(selector), _namespaces.GetValueOrDefault(@namespace)?.Labels ?? new Dictionary<string, string>());

    private static Manifests.Meta.V1.LabelSelector LabelSelectorOf(GatewaySelector selector) => Manifests.Meta.V1.LabelSelector.FromNode(selector.ToNode());

    private string? NamespaceLabel(string @namespace, string label) => _namespaces.GetValueOrDefault(@namespace)?.Labels.GetValueOrDefault(label);
}
