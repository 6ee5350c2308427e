using System.Diagnostics;
using System.Net;
using Components.Intent;
using Components.Mesh;
using Manifests.Networking.V1;
using static Components.Network.NetworkPolicyFactory;

namespace Components.Network;

/// <summary>The network policy of a workload: its callers in, its calls out. Ports are the containers'.</summary>
internal static class WorkloadPolicies
{
    /// <summary>The policy; null for a workload that neither calls nor is called.</summary>
    public static NetworkPolicy? For(RegionIntent intent, Workload workload)
    {
        List<NetworkPolicyIngressRule> ingress = [.. Ingress(intent.Mesh, workload)];
        List<NetworkPolicyEgressRule> egress = [.. LocalCalls(workload), .. RemoteCalls(intent, workload), .. ExternalCalls(intent, workload)];
        return ingress.Count + egress.Count == 0
            ? null
            : Allow($"workload-{workload.Name}", workload.Namespace, workload.Labels, ingress, egress);
    }

    private static IEnumerable<NetworkPolicyIngressRule> Ingress(MeshOptions mesh, Workload workload) => workload.Ports
        .Where(port => port.Callers.Count > 0)
        .Select(port => From(
            port.Callers.Any(caller => caller.Source is CallSource.FromAnyone)
                ? []
                : [.. port.Callers.Select(caller => Peer(mesh, caller.Source)).Distinct()],
            port.TargetPort));

    private static NetworkPolicyPeer Peer(MeshOptions mesh, CallSource source) => source switch
    {
        CallSource.FromWorkload { Remote: true } => PlatformPeers.EastWestGateway(mesh),
        CallSource.FromWorkload local => NetworkPeers.Pods(local.Namespace, local.Labels),
        CallSource.FromIngress => PlatformPeers.IngressGateway(mesh),
        CallSource.FromPrometheus => PlatformPeers.Prometheus(mesh),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<NetworkPolicyEgressRule> LocalCalls(Workload workload) => workload.Outbound
        .Where(call => call.Local)
        .GroupBy(call => (call.Namespace, call.Name))
        .Select(calls => To(
            [NetworkPeers.Pods(calls.Key.Namespace, calls.First().Labels)],
            [.. calls.Select(call => call.TargetPort)]));

    /// <summary>
    /// Calls to another region leave for its east-west gateway. A policy can name that gateway by address only; where it is known by DNS name,
    /// which policies cannot express, any address is allowed on that one port.
    /// </summary>
    private static IEnumerable<NetworkPolicyEgressRule> RemoteCalls(RegionIntent intent, Workload workload)
    {
        var called = workload.Outbound.SelectMany(call => call.RemoteRegions).ToHashSet(StringComparer.Ordinal);
        List<string> addresses = [.. intent.Peers.Where(peer => called.Contains(peer.Name)).Select(peer => peer.EastWestAddress).OfType<string>()];
        if (addresses.Count == 0)
        {
            return [];
        }

        List<IPAddress?> known = [.. addresses.Select(address => IPAddress.TryParse(address, out var parsed) ? parsed : null)];
        return known.Contains(null)
            ? [To(NetworkPeers.AnyAddress, Gateways.EastWestPort)]
            : [To([.. known.Select(address => NetworkPeers.Address(address!))], Gateways.EastWestPort)];
    }

    /// <summary>External services are known by DNS name only, so their callers may reach any address on the service's port.</summary>
    private static IEnumerable<NetworkPolicyEgressRule> ExternalCalls(RegionIntent intent, Workload workload)
    {
        List<int> ports = [.. intent.Externals
            .Where(external => external.Callers.Any(caller => (caller.Namespace, caller.Name) == (workload.Namespace, workload.Name)))
            .Select(external => external.Port)];
        return ports.Count == 0 ? [] : [To(NetworkPeers.AnyAddress, ports)];
    }
}
