using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>What the policies that select one pod say together about one direction: what any of their rules allows, and nothing else.</summary>
/// <param name="Policies">The policies, of which there is at least one.</param>
/// <param name="Rules">Their rules.</param>
/// <param name="Fault">Why it is not known what the policies keep from the pod; null where it is.</param>
internal sealed record Isolation(IReadOnlyList<ConfigObject<NetworkPolicy>> Policies, IReadOnlyList<RuleMatch> Rules, string? Fault)
{
    /// <summary>Whether a connection is allowed, and the rule that allows it or may.</summary>
    public (NetworkAnswer Answer, RuleMatch? Rule) Decide(NetworkEndpoint peer, Workload? destination, int port, NetworkProtocol protocol)
    {
        var isOpen = Fault is not null || peer.Workload is { IsHostNetwork: true };
        (NetworkAnswer Answer, RuleMatch? Rule) best = (isOpen ? NetworkAnswer.Unknown : NetworkAnswer.Denied, null);
        foreach (var rule in Rules)
        {
            if (!rule.Includes(destination, port, protocol))
            {
                continue;
            }

            var answer = rule.Matches(peer);
            if (answer is NetworkAnswer.Allowed)
            {
                return (answer, rule);
            }

            best = answer > best.Answer ? (answer, rule) : best;
        }

        return best;
    }
}
