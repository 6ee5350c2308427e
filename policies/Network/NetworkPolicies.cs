using Policies.Model;

namespace Policies.Network;

/// <summary>
/// The NetworkPolicies of one cluster, made ready to answer whether a connection gets through (<c>networking.k8s.io/v1</c>; the semantics are those
/// of the API's documentation, which every network plug-in has to keep).
/// </summary>
/// <remarks>
/// A pod that no policy selects for a direction is open in it. A pod that some select may do what any rule of any of them allows: there is no order
/// and no denial. A connection needs its source's egress and its destination's ingress. Ports are the pod's, after a Service's have been mapped, and
/// replies always pass. No policy keeps a pod from itself, which is known of a workload that is one pod with an address. Pods that share their node's
/// network are beyond the API, so what a policy would keep from or to them is unknown.
/// </remarks>
public sealed class NetworkPolicies
{
    private readonly PodIndex _pods;
    private readonly Dictionary<Workload, Isolation> _ingress;
    private readonly Dictionary<Workload, Isolation> _egress;

    private NetworkPolicies(PodIndex pods, Dictionary<Workload, Isolation> ingress, Dictionary<Workload, Isolation> egress)
    {
        _pods = pods;
        _ingress = ingress;
        _egress = egress;
    }

    /// <summary>Reads a cluster's policies.</summary>
    public static NetworkPolicies Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var pods = new PodIndex(cluster);
        var compiler = new NetworkPolicyCompiler(pods);
        foreach (var policy in cluster.NetworkPolicies)
        {
            compiler.Add(policy);
        }

        return new NetworkPolicies(pods, compiler.Isolations(NetworkDirection.Ingress), compiler.Isolations(NetworkDirection.Egress));
    }

    /// <summary>Whether a policy selects the workload's pods for a direction, so that only what is allowed gets through.</summary>
    public bool IsIsolated(Workload workload, NetworkDirection direction) => IsolationOf(workload, direction) is not null;

    /// <summary>Whether a connection gets through. An end that is not a pod of this cluster is taken by its address.</summary>
    /// <param name="from">Who connects.</param>
    /// <param name="to">Whom to.</param>
    /// <param name="port">The port on the destination's pod.</param>
    /// <param name="protocol">The transport.</param>
    public NetworkVerdict Decide(NetworkEndpoint from, NetworkEndpoint to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var egress = Decide(NetworkDirection.Egress, from, to, port, protocol);
        if (egress.Answer is NetworkAnswer.Denied)
        {
            return egress;
        }

        var ingress = Decide(NetworkDirection.Ingress, from, to, port, protocol);
        return ingress.Answer < egress.Answer || (ingress.Answer == egress.Answer && (ingress.Policy is not null || egress.Policy is null)) ? ingress : egress;
    }

    /// <summary>Whether one direction lets a connection through: the source's egress, or the destination's ingress.</summary>
    public NetworkVerdict Decide(
        NetworkDirection direction,
        NetworkEndpoint from,
        NetworkEndpoint to,
        int port,
        NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var (selected, peer) = direction is NetworkDirection.Egress ? (from, to) : (to, from);
        var verdict = new NetworkVerdict { Answer = NetworkAnswer.Allowed, Direction = direction, Selected = selected, Peer = peer, Port = port, Protocol = protocol };
        if (selected.Workload is not { } pod || IsItself(pod, peer.Workload) || IsolationOf(pod, direction) is not { } isolation)
        {
            return verdict;
        }

        var (answer, rule) = isolation.Decide(peer, to.Workload, port, protocol);
        return verdict with { Answer = answer, Isolation = isolation, Policy = rule?.Policy ?? isolation.Policies[0], Rule = rule?.Index };
    }

    /// <summary>Everyone who can connect to a port of a workload's pods, as far as both ends' policies go.</summary>
    /// <param name="destination">A workload of the cluster.</param>
    /// <param name="port">The port on its pods.</param>
    /// <param name="protocol">The transport.</param>
    public NetworkCallers CallersOf(Workload destination, int port, NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var to = NetworkEndpoint.Of(destination);
        var isolation = IsolationOf(destination, NetworkDirection.Ingress);
        var callers = isolation is null ? NetworkCallers.Everyone(_pods.All) : NetworkCallerSearch.Of(isolation, _pods, destination, port, protocol);
        return callers.With(_pods.All.Where(source => IsItself(source, destination)))
            .Where(source => IsItself(source, destination) ? NetworkAnswer.Allowed
                : IsolationOf(source, NetworkDirection.Egress)?.Decide(to, destination, port, protocol).Answer ?? NetworkAnswer.Allowed);
    }

    /// <summary>Whether both are one pod: several of a Deployment are kept from each other like any others.</summary>
    private static bool IsItself(Workload workload, Workload? other) =>
        workload is { Ip: not null, Kind: nameof(Manifests.Core.V1.Pod) } && WorkloadComparer.Instance.Equals(workload, other) && workload.Ip == other?.Ip;

    private Isolation? IsolationOf(Workload workload, NetworkDirection direction)
    {
        var isolations = direction is NetworkDirection.Egress ? _egress : _ingress;
        return isolations.Count > 0 && isolations.TryGetValue(workload, out var isolation) ? isolation : null;
    }
}
