using Manifests;
using Manifests.Meta.V1;
using Manifests.Networking.V1;

namespace Components.Network;

/// <summary>The sources and destinations that network policies name.</summary>
internal static class NetworkPeers
{
    /// <summary>
    /// Any address that can be routed to, the cluster's own included. Link-local addresses are left out: a cloud's metadata service, which hands
    /// out node credentials, answers there.
    /// </summary>
    public static IReadOnlyList<NetworkPolicyPeer> AnyAddress { get; } =
    [
        new() { IpBlock = new IPBlock { Cidr = "0.0.0.0/0", Except = ["169.254.0.0/16"] } },
        new() { IpBlock = new IPBlock { Cidr = "::/0", Except = ["fe80::/10"] } },
    ];

    /// <summary>Pods of one namespace with the given labels.</summary>
    public static NetworkPolicyPeer Pods(string @namespace, IReadOnlyDictionary<string, string> labels) => new()
    {
        NamespaceSelector = NamespaceNamed(@namespace),
        PodSelector = new LabelSelector { MatchLabels = new ValueMap<string>(labels) },
    };

    /// <summary>All pods of one namespace.</summary>
    public static NetworkPolicyPeer Namespace(string @namespace) => new() { NamespaceSelector = NamespaceNamed(@namespace) };

    /// <summary>One address.</summary>
    public static NetworkPolicyPeer Address(System.Net.IPAddress address) => new()
    {
        IpBlock = new IPBlock { Cidr = $"{address}/{(address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32)}" },
    };

    /// <summary>Selects on the label that the API server itself keeps on every namespace, so nobody can give it to another one.</summary>
    private static LabelSelector NamespaceNamed(string name) =>
        new() { MatchLabels = new() { ["kubernetes.io/metadata.name"] = name } };
}
