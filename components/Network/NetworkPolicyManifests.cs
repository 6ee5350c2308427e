using Components.Intent;
using Components.Mesh;
using Manifests.Networking.V1;

namespace Components.Network;

/// <summary>
/// The <c>NetworkPolicy</c>s of a region: every namespace closed in both directions, and opened on both sides of each call of the intent and for
/// what the platform needs.
/// </summary>
public static class NetworkPolicyManifests
{
    /// <summary>The policies: the platform's namespaces first, then the application namespaces by name, each with its default deny first.</summary>
    public static IReadOnlyList<NetworkPolicy> For(RegionIntent intent)
    {
        var workloads = intent.Workloads.ToLookup(workload => workload.Namespace, StringComparer.Ordinal);
        return
        [
            .. PlatformPolicies.ControlPlane(intent),
            .. PlatformPolicies.CertManager(intent),
            .. PlatformPolicies.Gateway(intent),
            .. intent.Namespaces.SelectMany(own => Application(intent, own, workloads[own.Name])),
            .. RemoteDestinations.NamespacesOf(intent).SelectMany(NamespacePolicies.Isolated),
        ];
    }

    private static IEnumerable<NetworkPolicy> Application(RegionIntent intent, NamespaceIntent own, IEnumerable<Workload> workloads) =>
    [
        .. NamespacePolicies.Isolated(own.Name),
        .. own.Injected ? [NamespacePolicies.Proxies(intent.Mesh, own.Name)] : (NetworkPolicy[])[],
        .. workloads.Select(workload => WorkloadPolicies.For(intent, workload)).OfType<NetworkPolicy>(),
    ];
}
