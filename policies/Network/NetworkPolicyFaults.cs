using Manifests.Meta.V1;
using Manifests.Networking.V1;

namespace Policies.Network;

/// <summary>Why the API server refuses a NetworkPolicy that its schema lets through (kubernetes: pkg/apis/networking/validation).</summary>
public static class NetworkPolicyFaults
{
    /// <summary>The faults, each after the path of its field.</summary>
    public static IReadOnlyList<(string Path, string Message)> Of(NetworkPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var spec = policy.Spec;
        return
        [
            .. SelectorFaults("spec.podSelector", spec?.PodSelector),
            .. TypeFaults(spec?.PolicyTypes ?? []),
            .. (spec?.Ingress ?? []).SelectMany((rule, index) => RuleFaults($"spec.ingress[{index}]", rule.Ports ?? [], "from", rule.From ?? [])),
            .. (spec?.Egress ?? []).SelectMany((rule, index) => RuleFaults($"spec.egress[{index}]", rule.Ports ?? [], "to", rule.To ?? [])),
        ];
    }

    private static IEnumerable<(string, string)> TypeFaults(IReadOnlyList<string> types)
    {
        for (var index = 0; index < types.Count; index++)
        {
            if (types[index] is not ("Ingress" or "Egress"))
            {
                yield return ($"spec.policyTypes[{index}]", $"'{types[index]}' is neither Ingress nor Egress");
            }
        }

        if (types.Count > 2)
        {
            yield return ("spec.policyTypes", "there are at most two types");
        }
    }

    private static IEnumerable<(string, string)> RuleFaults(
        string path,
        IReadOnlyList<NetworkPolicyPort> ports,
        string peersName,
        IReadOnlyList<NetworkPolicyPeer> peers) =>
        ports.SelectMany((port, index) => PortFaults($"{path}.ports[{index}]", port))
            .Concat(peers.SelectMany((peer, index) => PeerFaults($"{path}.{peersName}[{index}]", peer)));

    private static IEnumerable<(string, string)> PortFaults(string path, NetworkPolicyPort port)
    {
        if (port.Protocol is not (null or "TCP" or "UDP" or "SCTP"))
        {
            yield return ($"{path}.protocol", $"'{port.Protocol}' is none of TCP, UDP and SCTP");
        }

        if (port.Port?.Number is < 1 or > 65535)
        {
            yield return ($"{path}.port", $"port {port.Port} is not in 1..65535");
        }

        if (port.EndPort is { } end)
        {
            if (port.Port?.Number is not { } first)
            {
                yield return ($"{path}.endPort", "an end needs a port with a number to start at");
            }
            else if (end < first || end > 65535)
            {
                yield return ($"{path}.endPort", $"the end {end} is not in {first}..65535");
            }
        }
    }

    private static IEnumerable<(string, string)> PeerFaults(string path, NetworkPolicyPeer peer)
    {
        if (peer is { IpBlock: null, PodSelector: null, NamespaceSelector: null })
        {
            yield return (path, "a peer needs a podSelector, a namespaceSelector or an ipBlock");
        }

        if (peer.IpBlock is not null && (peer.PodSelector ?? peer.NamespaceSelector) is not null)
        {
            yield return (path, "a peer with an ipBlock cannot have selectors");
        }

        foreach (var fault in SelectorFaults($"{path}.podSelector", peer.PodSelector)
            .Concat(SelectorFaults($"{path}.namespaceSelector", peer.NamespaceSelector))
            .Concat(BlockFaults($"{path}.ipBlock", peer.IpBlock)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string, string)> BlockFaults(string path, IPBlock? block)
    {
        if (block is null)
        {
            yield break;
        }

        if (!IsBlock(block.Cidr, out var range))
        {
            yield return ($"{path}.cidr", $"'{block.Cidr}' is not a CIDR block");
            yield break;
        }

        for (var index = 0; index < (block.Except?.Count ?? 0); index++)
        {
            var except = block.Except![index];
            if (!IsBlock(except, out var inner) || !range.Contains(inner) || range == inner)
            {
                yield return ($"{path}.except[{index}]", $"'{except}' is not a CIDR block inside {block.Cidr}");
            }
        }
    }

    private static bool IsBlock(string text, out AddressRange range) =>
        AddressRange.TryParse(text, out range) && text.Contains('/', StringComparison.Ordinal);

    private static IEnumerable<(string, string)> SelectorFaults(string path, LabelSelector? selector) =>
        (selector?.MatchExpressions ?? []).SelectMany((requirement, index) => LabelSelectors.IsValid(requirement)
            ? Enumerable.Empty<(string, string)>()
            : [($"{path}.matchExpressions[{index}]", $"'{requirement.Operator}' is no operator, or has values where it takes none or none where it needs some")]);
}
