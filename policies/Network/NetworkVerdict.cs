using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>Whether NetworkPolicies let a connection through, and which one decides.</summary>
public sealed record NetworkVerdict
{
    /// <summary>The answer.</summary>
    public required NetworkAnswer Answer { get; init; }

    /// <summary>The side that decides.</summary>
    public required NetworkDirection Direction { get; init; }

    /// <summary>The end of the connection that the deciding policies are about.</summary>
    public required NetworkEndpoint Selected { get; init; }

    /// <summary>The other end.</summary>
    public required NetworkEndpoint Peer { get; init; }

    /// <summary>The port on the destination's pod.</summary>
    public required int Port { get; init; }

    /// <summary>The transport.</summary>
    public required NetworkProtocol Protocol { get; init; }

    /// <summary>The policy with the rule that lets it through or may, else the first of those that isolate the pod; null where none selects it.</summary>
    public ConfigObject<NetworkPolicy>? Policy { get; init; }

    /// <summary>The index, among the policy's rules of the direction, of the one that lets it through or may; null where none does.</summary>
    public int? Rule { get; init; }

    /// <summary>The answer in one sentence without a full stop.</summary>
    public string Reason => (Isolation, Answer) switch
    {
        (null, _) when Selected.Workload is not null && WorkloadComparer.Instance.Equals(Selected.Workload, Peer.Workload) =>
            $"no NetworkPolicy keeps {Selected} from itself",
        (null, _) when Selected.Workload is { } pod => $"no NetworkPolicy restricts connections {Side} {pod}",
        (null, _) => $"{Selected} is no pod of the cluster, so no NetworkPolicy restricts it",
        (_, NetworkAnswer.Allowed) => $"{Policy?.Reference} allows it in rule {Rule} of its {Direction.ToString().ToLowerInvariant()} for {Selected}",
        (_, NetworkAnswer.Denied) =>
            $"{Restricted}, and no rule allows them {(Direction is NetworkDirection.Ingress ? "from" : "to")} {Peer} at {Protocol.ToString().ToUpperInvariant()} port {Port}",
        (_, _) when Rule is not null =>
            $"{Restricted}; whether rule {Rule} of {Policy?.Reference} allows it depends on {Missing}",
        (_, _) => $"{Restricted}; {Isolation.Fault ?? $"{Peer} shares its node's network, from which the network plug-in may let it through"}",
    };

    /// <summary>The policies that select the pod; null where there is none.</summary>
    internal Isolation? Isolation { get; init; }

    /// <summary>What the input does not say. An address that is known decides about blocks of addresses; what is left then are the labels of a namespace.</summary>
    private string Missing => Peer is { Workload: { } pod, Address: not null } ? $"the labels of the namespace {pod.Namespace}, which the input does not have"
        : Peer.Workload is { } unknown ? $"the address of {unknown} or the labels of its namespace, which are not known"
        : $"the address of {Peer}, which is not known";

    private string Side => Direction is NetworkDirection.Ingress ? "to" : "from";

    private string Restricted =>
        $"connections {Side} {Selected} are restricted by {string.Join(", ", Isolation!.Policies.Select(policy => policy.Reference.ToString()))}";
}
