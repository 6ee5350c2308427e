using Components.Linkerd;
using Infra.Planning;

namespace Infra.Live;

/// <summary>What the proxies of a region hold, each asked in its own way.</summary>
internal static class ProxyCertificates
{
    /// <summary>Asks the proxies of the running pods of some namespaces.</summary>
    /// <param name="kubectl">How the cluster is reached.</param>
    /// <param name="plan">The region's plan.</param>
    /// <param name="cluster">The region's cluster, with its pods.</param>
    /// <param name="isWanted">Whether a namespace is looked at.</param>
    /// <exception cref="Cli.CliFailure">A proxy cannot be reached, or does not answer as it should.</exception>
    public static async Task<IReadOnlyList<ProxyCertificate>> ReadAsync(Kubectl kubectl, RegionPlan plan, LiveCluster cluster, Func<string, bool> isWanted)
    {
        var planned = Planned(plan, cluster);
        var ztunnels = new ZtunnelCertificates(kubectl, plan, cluster);
        var read = new List<ProxyCertificate>();
        foreach (var (key, manifest) in cluster.OfKind("", "Pod").Where(entry => isWanted(entry.Key.Namespace!) && Proxies.IsRunning(entry.Value)))
        {
            var pod = new AskedPod(PlannedObjects.Reference(plan.Name, key), manifest, planned[key].FirstOrDefault());
            if (Proxies.HasContainer(manifest, Proxies.Istio))
            {
                read.Add(await SidecarCertificate.ReadAsync(kubectl, plan, pod));
            }
            else if (Proxies.HasContainer(manifest, Proxies.Linkerd))
            {
                read.Add(await LinkerdCertificate.ReadAsync(kubectl, plan, pod));
            }
            else if (Proxies.IsRedirected(manifest))
            {
                read.Add(await ztunnels.ReadAsync(pod));
            }
        }

        return read;
    }

    private static ILookup<ObjectKey, string> Planned(RegionPlan plan, LiveCluster cluster)
    {
        var linkerd = plan.Intent.Workloads
            .Where(own => own.InLinkerd)
            .ToDictionary(own => (own.Namespace, own.Name), own => LinkerdNames.Identity(own.Identity));
        return (from workload in PlanFleet.Known(plan).Workloads
                let identity = workload.Identity ?? linkerd.GetValueOrDefault((workload.Namespace, workload.Name))
                where identity is not null
                from pod in RunningPods.Of(workload, cluster).All
                select (Pod: ObjectKey.Of(pod)!, Identity: identity)).ToLookup(own => own.Pod, own => own.Identity);
    }
}
