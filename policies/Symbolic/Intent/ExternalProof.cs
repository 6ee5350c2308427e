using Policies.Evaluation;
using Policies.Model;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Follows every intended request for a service outside of the mesh to where it leaves: from the caller's proxy, or on to the egress gateway and out from
/// there, under the TLS that is meant. Whom the gateway lets out and what the network carries is proven on its own.
/// </summary>
internal sealed class ExternalProof(Fleet fleet)
{
    /// <summary>Every request that does not leave as it is meant to. Several clusters may be asked at once.</summary>
    public IEnumerable<IntentGap> Gaps(Cluster cluster, IntendedAccess intent)
    {
        if (intent.Externals.Count == 0)
        {
            return [];
        }

        var paths = new ExternalPath(new ClusterIndex(cluster, new SharedIndexes()), new Evaluator(fleet));
        var workloads = cluster.Workloads.GroupBy(workload => $"{workload.Namespace}/{workload.Name}").ToDictionary(same => same.Key, same => same.First());
        return
            from external in intent.Externals
            from host in external.Hosts
            from name in external.Callers
            let caller = workloads.GetValueOrDefault(name)
            where caller is not null
            let gap = paths.Gap(external, host, caller)
            where gap is not null
            select gap;
    }
}
