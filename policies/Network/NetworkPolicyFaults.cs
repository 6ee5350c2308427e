using Manifests;
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
        var faults = new List<(string, string)>();
        faults.AddRange(SelectorFaults("spec.podSelector", spec?.PodSelector));
        faults.AddRange(TypeFaults(spec?.PolicyTypes ?? []));
        for (var index = 0; index < (spec?.Ingress?.Count ?? 0); index++)
        {
            var rule = spec!.Ingress![index];
            AddRule(faults, ("ingress", index, "from"), rule.Ports ?? [], rule.From ?? []);
        }

        for (var index = 0; index < (spec?.Egress?.Count ?? 0); index++)
        {
            var rule = spec!.Egress![index];
            AddRule(faults, ("egress", index, "to"), rule.Ports ?? [], rule.To ?? []);
        }

        return faults;
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

    /// <summary>Adds the faults of one rule. Paths are written for parts with a fault only, since nearly none has one.</summary>
    private static void AddRule(
        List<(string, string)> faults, (string Rules, int Index, string Peers) at, ValueList<NetworkPolicyPort> ports, ValueList<NetworkPolicyPeer> peers)
    {
        for (var index = 0; index < ports.Count; index++)
        {
            if (!IsPlain(ports[index]))
            {
                faults.AddRange(PortFaults($"spec.{at.Rules}[{at.Index}].ports[{index}]", ports[index]));
            }
        }

        for (var index = 0; index < peers.Count; index++)
        {
            if (!IsPlain(peers[index]))
            {
                faults.AddRange(PeerFaults($"spec.{at.Rules}[{at.Index}].{at.Peers}[{index}]", peers[index]));
            }
        }
    }

    /// <summary>Whether a port has nothing that could be wrong.</summary>
    private static bool IsPlain(NetworkPolicyPort port) =>
        port is { Protocol: null or "TCP" or "UDP" or "SCTP", EndPort: null } && port.Port?.Number is not (< 1 or > 65535);

    /// <summary>Whether a peer has nothing that could be wrong: labels alone, whose form the schema has.</summary>
    private static bool IsPlain(NetworkPolicyPeer peer) => peer.IpBlock is null && (peer.PodSelector ?? peer.NamespaceSelector) is not null
        && peer.PodSelector?.MatchExpressions is not { Count: > 0 } && peer.NamespaceSelector?.MatchExpressions is not { Count: > 0 };

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

    private static IEnumerable<(string, string)> SelectorFaults(string path, LabelSelector? selector) => selector?.MatchExpressions is not { } expressions
        ? []
        : expressions.SelectMany((requirement, index) => LabelSelectors.IsValid(requirement)
            ? Enumerable.Empty<(string, string)>()
            : [($"{path}.matchExpressions[{index}]", $"'{requirement.Operator}' is no operator, or has values where it takes none or none where it needs some")]);
}
