using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>One rule of a policy in one direction: any of its peers at any of its ports.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Index">The rule's place in the policy's list.</param>
/// <param name="Ports">The ports; empty for all.</param>
/// <param name="Peers">The peers; empty for everyone.</param>
internal sealed record RuleMatch(ConfigObject<NetworkPolicy> Policy, int Index, IReadOnlyList<PortMatch> Ports, IReadOnlyList<PeerMatch> Peers)
{
    /// <summary>Whether the rule is about a port of the destination.</summary>
    public bool Includes(Workload? destination, int port, NetworkProtocol protocol)
    {
        if (Ports.Count == 0)
        {
            return true;
        }

        foreach (var match in Ports)
        {
            if (match.Includes(destination, port, protocol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the rule is about a peer.</summary>
    public NetworkAnswer Matches(NetworkEndpoint peer)
    {
        if (Peers.Count == 0)
        {
            return NetworkAnswer.Allowed;
        }

        var best = NetworkAnswer.Denied;
        foreach (var match in Peers)
        {
            var answer = match.Matches(peer);
            if (answer is NetworkAnswer.Allowed)
            {
                return answer;
            }

            best = answer > best ? answer : best;
        }

        return best;
    }
}
