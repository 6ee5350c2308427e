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
    private static readonly PerIntent<IReadOnlyList<NetworkPolicy>> MadeAllows = new(MakeAllows);
    private static readonly PerIntent<IReadOnlyList<NetworkPolicy>> MadeDefaultDenies = new(MakeDefaultDenies);

    /// <summary>All policies: the allows, and the default denies last.</summary>
    public static IReadOnlyList<NetworkPolicy> For(RegionIntent intent) => [.. Allows(intent), .. DefaultDenies(intent)];

    /// <summary>What is allowed: name resolution everywhere, the platform's own traffic, then each workload's callers and calls.</summary>
    public static IReadOnlyList<NetworkPolicy> Allows(RegionIntent intent) => MadeAllows.Of(intent);

    private static IReadOnlyList<NetworkPolicy> MakeAllows(RegionIntent intent) =>
    [
        .. Namespaces(intent).Select(NamespacePolicies.Dns),
        .. PlatformPolicies.ControlPlane(intent),
        .. PlatformPolicies.CertManager(intent),
        .. PlatformPolicies.Gateway(intent),
        .. intent.Region.IsAmbient
            ? AmbientPolicies.For(intent)
            : intent.Namespaces.Where(own => own.Injected).Select(own => NamespacePolicies.Proxies(intent.Mesh, own.Name)),
        .. intent.Namespaces.Where(own => own.InLinkerd).Select(own => NamespacePolicies.LinkerdProxies(intent.Mesh, own.Name)),
        .. intent.Workloads.Select(workload => WorkloadPolicies.For(intent, workload)).OfType<NetworkPolicy>(),
    ];

    /// <summary>The default deny of every namespace, the platform's included.</summary>
    public static IReadOnlyList<NetworkPolicy> DefaultDenies(RegionIntent intent) => MadeDefaultDenies.Of(intent);

    private static IReadOnlyList<NetworkPolicy> MakeDefaultDenies(RegionIntent intent) => [.. Namespaces(intent).Select(NamespacePolicies.DefaultDeny)];

    private static IEnumerable<string> Namespaces(RegionIntent intent) =>
    [
        .. PlatformPolicies.Namespaces(intent),
        .. intent.Namespaces.Select(own => own.Name),
        .. RemoteDestinations.NamespacesOf(intent),
    ];
}
