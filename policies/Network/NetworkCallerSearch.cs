using Policies.Model;

namespace Policies.Network;

/// <summary>Finds whom an isolated pod's rules let in, by the rules' selectors and not by asking for every workload.</summary>
internal static class NetworkCallerSearch
{
    public static NetworkCallers Of(Isolation isolation, PodIndex pods, Workload destination, int port, NetworkProtocol protocol)
    {
        var rules = isolation.Rules.Where(rule => rule.Includes(destination, port, protocol)).ToList();
        if (rules.Exists(rule => rule.Peers.Count == 0))
        {
            return NetworkCallers.Everyone(pods.All);
        }

        var peers = rules.SelectMany(rule => rule.Peers).ToList();
        var addresses = peers.Aggregate(AddressSet.Empty, (all, peer) => peer.Addresses is { } own ? all.Union(own) : all);
        var picked = new HashSet<Workload>(peers.SelectMany(peer => peer.Pods()), WorkloadComparer.Instance);

        // Selectors name their pods. By address, and on nodes' networks, any pod may be meant: those are asked one by one.
        var unknown = new List<Workload>();
        foreach (var pod in pods.All.Where(pod => !picked.Contains(pod) && (!addresses.IsEmpty || isolation.Fault is not null || pod.IsHostNetwork)))
        {
            switch (isolation.Decide(NetworkEndpoint.Of(pod), destination, port, protocol).Answer)
            {
                case NetworkAnswer.Allowed:
                    picked.Add(pod);
                    break;
                case NetworkAnswer.Unknown:
                    unknown.Add(pod);
                    break;
            }
        }

        return new NetworkCallers
        {
            Workloads = picked,
            UnknownWorkloads = unknown,
            Addresses = addresses,
            AreAddressesUnknown = isolation.Fault is not null,
        };
    }
}
