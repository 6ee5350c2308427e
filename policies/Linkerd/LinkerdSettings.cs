using Manifests;
using Manifests.Reading;
using Policies.Model;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>What of Linkerd's installation decides about calls. The defaults are those of its chart.</summary>
public sealed record LinkerdSettings
{
    /// <summary>The trust domain of the mesh's identities. The default is <c>cluster.local</c>.</summary>
    public string TrustDomain { get; init; } = "cluster.local";

    /// <summary>The namespace of the control plane, which identities name. The default is <c>linkerd</c>.</summary>
    public string ControlPlaneNamespace { get; init; } = "linkerd";

    /// <summary>What ports without Server allow where neither pod nor namespace say. The default is <c>all-unauthenticated</c>.</summary>
    public string DefaultInboundPolicy { get; init; } = "all-unauthenticated";

    /// <summary>The networks that count as the cluster's. The default is every private one.</summary>
    public AddressSet ClusterNetworks { get; init; } = Networks("10.0.0.0/8,100.64.0.0/10,172.16.0.0/12,192.168.0.0/16,fd00::/8");

    /// <summary>The networks that the kubelet's probes come from, and whose requests for their paths are let in. The default is every one.</summary>
    public AddressSet ProbeNetworks { get; init; } = AddressSet.All;

    /// <summary>What is known besides the manifests; else the settings of the ConfigMap <c>linkerd-config</c>, where the input has it.</summary>
    public static LinkerdSettings Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var defaults = new LinkerdSettings();
        if (cluster.Linkerd is { } known)
        {
            return defaults with { TrustDomain = known.TrustDomain, DefaultInboundPolicy = known.DefaultInboundPolicy };
        }

        foreach (var manifest in cluster.Manifests)
        {
            if (Text(manifest["kind"]) == "ConfigMap" && manifest["metadata"] is MapNode metadata && Text(metadata["name"]) == "linkerd-config"
                && Text((manifest["data"] as MapNode)?["values"]) is { } values
                && new ManifestReader().ReadDocuments(System.Text.Encoding.UTF8.GetBytes(values), "linkerd-config").Items is [MapNode chart, ..])
            {
                return new LinkerdSettings
                {
                    TrustDomain = Text(chart["identityTrustDomain"]) is { Length: > 0 } domain ? domain : defaults.TrustDomain,
                    ControlPlaneNamespace = Text(metadata["namespace"]) ?? defaults.ControlPlaneNamespace,
                    DefaultInboundPolicy = Text((chart["proxy"] as MapNode)?["defaultInboundPolicy"]) ?? defaults.DefaultInboundPolicy,
                    ClusterNetworks = Text(chart["clusterNetworks"]) is { } networks ? Networks(networks) : defaults.ClusterNetworks,
                    ProbeNetworks = (chart["policyController"] as MapNode)?["probeNetworks"] is ListNode probes ? Networks(string.Join(',', probes.Select(Text))) : defaults.ProbeNetworks,
                };
            }
        }

        return defaults;
    }

    /// <summary>The name in a workload's certificate.</summary>
    public string IdentityOf(string @namespace, string serviceAccount) =>
        $"{serviceAccount}.{@namespace}.serviceaccount.identity.{ControlPlaneNamespace}.{TrustDomain}";

    private static AddressSet Networks(string blocks) =>
        AddressSet.Of(blocks.Split(',', StringSplitOptions.TrimEntries).SelectMany(block => AddressRange.TryParse(block, out var range) ? new[] { range } : []));

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}
