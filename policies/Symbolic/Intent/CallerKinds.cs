using Policies.Istio;
using Policies.Model;
using Policies.Modelling;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Callers whose calls to one port of a server's sidecar fare alike up to its authorization: sidecars of one namespace, where nothing in their cluster tells its pods
/// apart by their labels and each shows a certificate of the mesh's own trust domain. One of them is asked for all.
/// </summary>
internal sealed class CallerKinds
{
    private readonly Dictionary<string, Cluster> _clusters;

    /// <summary>Reads a fleet.</summary>
    public CallerKinds(Fleet fleet) =>
        _clusters = fleet.Clusters.Where(cluster => !TellsPodsApart(cluster)).ToDictionary(cluster => cluster.Region ?? "", StringComparer.Ordinal);

    /// <summary>What a caller has in common with those like it; null where it has to be asked itself.</summary>
    public (string? Region, string Namespace)? Of(Workload caller) =>
        caller is { DataPlane: DataPlane.Sidecar, Interception: null, Certificates: null, Identity: { } identity }
        && _clusters.TryGetValue(caller.Region ?? "", out var cluster)
        && TrustDomains.Has(cluster.Mesh.TrustDomain, identity)
            ? (caller.Region, caller.Namespace)
            : null;

    private static bool TellsPodsApart(Cluster cluster) =>
        cluster.DestinationRules.Any(rule => rule.Object.Spec?.WorkloadSelector is not null)
        || cluster.Sidecars.Any(sidecar => sidecar.Object.Spec?.WorkloadSelector is not null)
        || ProxyExtension.Of(cluster).Count > 0;
}
