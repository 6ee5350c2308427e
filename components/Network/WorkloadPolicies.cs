using System.Diagnostics;
using System.Net;
using Components.Intent;
using Components.Linkerd;
using Components.Mesh;
using Components.Observability;
using Components.Platform;
using Components.Workloads;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>The network policy of a workload: its callers in, its calls out. Ports are the containers'.</summary>
internal static class WorkloadPolicies
{
    /// <summary>The policy; null for a workload that neither calls nor is called.</summary>
    public static NetworkPolicy? For(RegionIntent intent, Workload workload)
    {
        var isAmbient = intent.Region.IsAmbient && workload.InMesh;
        List<NetworkPolicyIngressRule> ingress =
        [
            .. isAmbient ? AmbientPolicies.Ingress(intent, workload) : Ingress(intent, workload), .. Cluster(workload, From),
        ];
        List<NetworkPolicyEgressRule> egress =
        [
            .. isAmbient ? AmbientPolicies.Egress(intent, workload) : [],
            .. LocalCalls(workload.Outbound.Where(call => !isAmbient || !AmbientPolicies.IsTunnelled(intent, call)), workload.InLinkerd),
            .. RemoteCalls(intent, workload),
            .. ExternalCalls(intent, workload),
            .. AnonymousCalls(intent, workload),
            .. Cluster(workload, To),
            .. Renewal(workload),
            .. Console(intent, workload),
        ];
        return ingress.Count + egress.Count == 0
            ? null
            : Allow($"workload-{workload.Name}", workload.Namespace, workload.Labels, ingress, egress);
    }

    private static IEnumerable<NetworkPolicyIngressRule> Ingress(RegionIntent intent, Workload workload) => workload.Ports
        .Where(port => port.Callers.Count > 0)
        .Select(port => From(
            port.Callers.Any(caller => caller.Source is CallSource.FromAnyone)
                ? []
                : [.. port.Callers.SelectMany(caller => Peers(intent, caller.Source)).Distinct()],
            Ports(workload.InLinkerd, port.TargetPort, port.Protocol)));

    /// <summary>Linkerd's proxies send each other what they do not read as HTTP to a port of their own, once they know the other one.</summary>
    private static IReadOnlyList<int> Ports(bool inLinkerd, int port, PortProtocol protocol) =>
        inLinkerd && protocol == PortProtocol.Tcp ? [port, LinkerdNames.OpaquePort] : [port];

    /// <summary>
    /// Where a caller's connections come from. A pod of another cluster on the same network comes under its own address, which no selector of this
    /// cluster knows; there the caller's identity is the only check.
    /// </summary>
    private static IReadOnlyList<NetworkPolicyPeer> Peers(RegionIntent intent, CallSource source) => source switch
    {
        CallSource.FromWorkload { Remote: true } remote when SharesNetwork(intent, remote.Region) => NetworkPeers.AnyAddress,
        CallSource.FromWorkload { Remote: true } => [PlatformPeers.EastWestGateway(intent.Mesh)],
        CallSource.FromWorkload local => [NetworkPeers.Pods(local.Namespace, local.Labels)],
        CallSource.FromIngress => [PlatformPeers.IngressGateway(intent.Mesh)],
        CallSource.FromPrometheus => [PlatformPeers.Prometheus(intent.Mesh)],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<NetworkPolicyEgressRule> LocalCalls(IEnumerable<OutboundCall> outbound, bool inLinkerd) => outbound
        .Where(call => call.Local)
        .GroupBy(call => (call.Namespace, call.Name))
        .Select(calls => To(
            [NetworkPeers.Pods(calls.Key.Namespace, calls.First().Labels)],
            [.. calls.SelectMany(call => Ports(inLinkerd && call.Kind == ServerKind.Mesh, call.TargetPort, call.Protocol))]));

    /// <summary>Calls to another region leave for its east-west gateway, or for the pods themselves where both regions share a network.</summary>
    private static IEnumerable<NetworkPolicyEgressRule> RemoteCalls(RegionIntent intent, Workload workload)
    {
        List<int> direct = [.. workload.Outbound
            .Where(call => call.RemoteRegions.Any(region => SharesNetwork(intent, region)))
            .Select(call => call.TargetPort)];
        if (direct.Count > 0)
        {
            yield return To(NetworkPeers.AnyAddress, direct);
        }

        var called = workload.Outbound.SelectMany(call => call.RemoteRegions).ToHashSet(StringComparer.Ordinal);
        List<string> gateways = [.. intent.Peers
            .Where(peer => called.Contains(peer.Name) && !SharesNetwork(intent, peer.Name))
            .Select(peer => peer.EastWestAddress)
            .OfType<string>()];
        if (gateways.Count > 0)
        {
            yield return To(Addresses(gateways), Gateways.EastWestPort);
        }
    }

    /// <summary>The servers of a NATS cluster, among each other.</summary>
    private static IEnumerable<TRule> Cluster<TRule>(Workload workload, Func<IReadOnlyList<NetworkPolicyPeer>, IReadOnlyList<int>, TRule> rule) =>
        NatsCluster.Is(workload) ? [rule([NetworkPeers.Pods(workload.Namespace, workload.Labels)], [NatsPorts.Cluster])] : [];

    /// <summary>The sidecar that renews at step-ca.</summary>
    private static IEnumerable<NetworkPolicyEgressRule> Renewal(Workload workload) =>
        workload.Certificate.Delivery is CertificateDelivery.StepRenew
            ? [To([NetworkPeers.Namespace(PlatformNamespaceNames.StepCa)], StepCaNames.Port)]
            : [];

    /// <summary>Kiali reads the mesh from the Kubernetes API and its traffic from Prometheus.</summary>
    private static IEnumerable<NetworkPolicyEgressRule> Console(RegionIntent intent, Workload workload) => KialiNames.Is(intent, workload)
        ? [To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi), To([PlatformPeers.Prometheus(intent.Mesh)], intent.Kiali!.PrometheusPort)]
        : [];

    /// <summary>A policy names addresses only: where one gateway is known by its DNS name, all addresses are allowed.</summary>
    private static IReadOnlyList<NetworkPolicyPeer> Addresses(List<string> gateways)
    {
        List<IPAddress?> known = [.. gateways.Select(gateway => IPAddress.TryParse(gateway, out var parsed) ? parsed : null)];
        return known.Contains(null) ? NetworkPeers.AnyAddress : [.. known.Select(address => NetworkPeers.Address(address!))];
    }

    private static bool SharesNetwork(RegionIntent intent, string region) =>
        intent.Peers.Any(peer => peer.Name == region && peer.Network == intent.Region.Network);

    /// <summary>
    /// External services are known by DNS name only, so their callers may reach any address on the service's port; or only the egress gateway, which
    /// calls for them.
    /// </summary>
    private static IEnumerable<NetworkPolicyEgressRule> ExternalCalls(RegionIntent intent, Workload workload)
    {
        var called = intent.Externals
            .Where(external => external.Callers.Any(caller => (caller.Namespace, caller.Name) == (workload.Namespace, workload.Name)))
            .ToLookup(external => external.ThroughGateway, external => external.Port);
        if (called.Contains(false))
        {
            yield return To(NetworkPeers.AnyAddress, [.. called[false]]);
        }

        if (called.Contains(true))
        {
            yield return To([PlatformPeers.EgressGateway(intent.Mesh)], Gateways.EgressPort);
        }
    }

    /// <summary>
    /// An application without a sidecar has no identity, so no list of callers names it. It may call what anyone may call; servers, which call nobody,
    /// may not.
    /// </summary>
    private static IEnumerable<NetworkPolicyEgressRule> AnonymousCalls(RegionIntent intent, Workload workload) =>
        workload is { DataPlane: null, Kind: ServerKind.Mesh } ? CallablePorts.OpenTo(intent, source => source is CallSource.FromAnyone) : [];
}
