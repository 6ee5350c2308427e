using Components.Intent;
using Components.Network;
using Manifests;

namespace Components.Platform;

/// <summary>The objects around the Sealed Secrets controller: who may reach it, and whom it may reach.</summary>
public static class SealedSecretsManifests
{
    /// <summary>The container port of its API (chart <c>sealed-secrets</c>, <c>containerPorts.http</c>).</summary>
    private const int Api = 8080;

    /// <summary>The container port of its metrics (<c>containerPorts.metrics</c>).</summary>
    private const int Metrics = 8081;

    /// <summary>The network policies of its namespace; nothing where it is not installed.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions options)
    {
        const string own = PlatformNamespaceNames.SealedSecrets;
        return options.SealedSecretsVersion is null
            ? []
            :
            [
                NamespacePolicies.Dns(own),
                NetworkPolicyFactory.Allow(
                    own,
                    own,
                    PlatformPeers.AllPods,
                    [
                        // kubeseal asks through the API server, which calls from the nodes' network, which no selector knows.
                        NetworkPolicyFactory.From([], Api),
                        NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], Metrics),
                    ],
                    [NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]),
                NamespacePolicies.DefaultDeny(own),
            ];
    }
}
