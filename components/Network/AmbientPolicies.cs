using System.Diagnostics;
using System.Net;
using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>The network policies of an ambient region, where whoever has an identity arrives by tunnel, at one port for all of a workload's own.</summary>
/// <remarks>
/// A tunnel starts and ends in the network namespaces of the pods themselves, so policies see the pods' addresses. Which port of the application the tunnel
/// leads to is ztunnel's to judge.
/// </remarks>
internal static class AmbientPolicies
{
    /// <summary>
    /// The addresses that the CNI node agent gives to the kubelet's probes, so that ztunnel can tell them from callers (istio: cni/README.md,
    /// HOST_PROBE_SNAT_IP). Unlike the kubelet's own they are subject to network policies.
    /// </summary>
    private static readonly IReadOnlyList<NetworkPolicyPeer> Probes =
        [NetworkPeers.Address(IPAddress.Parse("169.254.7.127")), NetworkPeers.Address(IPAddress.Parse("fd16:9254:7127:1337:ffff:ffff:ffff:ffff"))];

    /// <summary>What ztunnels, probes and waypoints need.</summary>
    public static IEnumerable<NetworkPolicy> For(RegionIntent intent) =>
    [
        NamespacePolicies.Proxies(intent.Mesh, PlatformNamespaceNames.IstioCni),
        .. intent.Namespaces.Where(own => own.Injected).Select(own => Allow("probes", own.Name, PlatformPeers.AllPods, [FromAllPorts(Probes)], [])),
        .. intent.Waypoints.Select(own => Waypoint(intent, own)),
    ];

    /// <summary>Who may reach a workload of the mesh: callers with an identity by tunnel, the others at the port itself.</summary>
    public static IEnumerable<NetworkPolicyIngressRule> Ingress(RegionIntent intent, Workload workload)
    {
        var called = workload.Ports.Where(port => port.Callers.Count > 0).ToList();
        if (called.Exists(Waypoints.TakesTunnels))
        {
            yield return From(
                intent.Waypoints.Contains(workload.Namespace) ? [TunnelEnd(intent, workload.Namespace, workload.Labels)] : Tunnelling(intent, [workload]),
                Waypoints.TunnelPort);
        }

        foreach (var port in called)
        {
            if (port.Callers.Any(caller => caller.Source is CallSource.FromAnyone))
            {
                yield return From([], port.TargetPort);
            }
            else if (port.Callers.Any(caller => caller.Source is CallSource.FromPrometheus))
            {
                yield return From([PlatformPeers.Prometheus(intent.Mesh)], port.TargetPort);
            }
        }
    }

    /// <summary>The calls of a workload of the mesh to others of the mesh.</summary>
    public static IEnumerable<NetworkPolicyEgressRule> Egress(RegionIntent intent, Workload workload)
    {
        List<NetworkPolicyPeer> ends = [.. workload.Outbound
            .Where(call => IsTunnelled(intent, call))
            .Select(call => TunnelEnd(intent, call.Namespace, call.Labels))
            .Distinct()];
        return ends.Count == 0 ? [] : [To(ends, Waypoints.TunnelPort)];
    }

    /// <summary>Whether a call of the mesh's workloads goes by tunnel, and not as it is to a server outside of the mesh.</summary>
    public static bool IsTunnelled(RegionIntent intent, OutboundCall call) =>
        call.Kind == ServerKind.Mesh && intent.Namespaces.Any(own => own.Name == call.Namespace && own.Injected);

    /// <summary>The ingress gateway's calls, which are tunnelled too.</summary>
    public static IEnumerable<NetworkPolicyEgressRule> FromIngress(RegionIntent intent)
    {
        List<NetworkPolicyPeer> ends = [.. intent.Workloads
            .Where(workload => workload.InMesh && workload.Ports.Any(port => port.Callers.Any(caller => caller.Source is CallSource.FromIngress)))
            .Select(workload => TunnelEnd(intent, workload.Namespace, workload.Labels))
            .Distinct()];
        return ends.Count == 0 ? [] : [To(ends, Waypoints.TunnelPort)];
    }

    /// <summary>A waypoint takes everybody who calls something behind it, and reaches all of that.</summary>
    private static NetworkPolicy Waypoint(RegionIntent intent, string @namespace)
    {
        List<Workload> behind = [.. intent.Workloads.Where(workload =>
            workload.InMesh && workload.Namespace == @namespace && workload.Ports.Any(Waypoints.TakesTunnels))];
        return Allow(
            Waypoints.Name,
            @namespace,
            Waypoints.Labels,
            [
                From(Tunnelling(intent, behind), Waypoints.TunnelPort),
                From([PlatformPeers.Prometheus(intent.Mesh)], PlatformPorts.ProxyMetrics),
            ],
            [
                To([.. behind.Select(workload => NetworkPeers.Pods(@namespace, workload.Labels))], Waypoints.TunnelPort),
                .. NamespacePolicies.ToControlPlane(intent.Mesh),
            ]);
    }

    /// <summary>Where a tunnel to a workload ends first: at its waypoint, or at its own pods.</summary>
    private static NetworkPolicyPeer TunnelEnd(RegionIntent intent, string @namespace, IReadOnlyDictionary<string, string> labels) =>
        NetworkPeers.Pods(@namespace, intent.Waypoints.Contains(@namespace) ? Waypoints.Labels : labels);

    /// <summary>The callers of workloads that have an identity; empty, which is everybody, where anyone may call.</summary>
    private static IReadOnlyList<NetworkPolicyPeer> Tunnelling(RegionIntent intent, IReadOnlyList<Workload> workloads)
    {
        List<CallSource> sources = [.. workloads.SelectMany(workload => workload.Ports).SelectMany(port => port.Callers).Select(caller => caller.Source)];
        return sources.Exists(source => source is CallSource.FromAnyone)
            ? []
            : [.. sources.Where(source => source is not CallSource.FromPrometheus).Select(source => source switch
            {
                CallSource.FromWorkload local => NetworkPeers.Pods(local.Namespace, local.Labels),
                CallSource.FromIngress => PlatformPeers.IngressGateway(intent.Mesh),
                _ => throw new UnreachableException(),
            }).Distinct()];
    }
}
