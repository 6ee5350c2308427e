using Policies.Istio;
using Policies.Model;
using Policies.Modelling;

namespace Policies.Differences;

/// <summary>The workloads of two fleets whose own side may treat calls to a service otherwise.</summary>
internal sealed class ChangedClients
{
    private readonly List<(string? Region, string Host)> _hosts = [];
    private readonly List<(Workload Was, Workload Now)> _clients = [];
    private readonly HashSet<string> _everything = [];
    private readonly HashSet<Workload> _extended = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compares the clients' objects of two fleets.</summary>
    public ChangedClients(Fleet before, Fleet after, ChangeCauses causes)
    {
        foreach (var now in after.Clusters)
        {
            if (before.Clusters.FirstOrDefault(cluster => cluster.Region == now.Region) is not { } was)
            {
                continue;
            }

            _hosts.AddRange(was.DestinationRules.Concat(now.DestinationRules)
                .Where(rule => causes.Changed(rule.Reference))
                .Select(rule => (now.Region, HostNames.Resolve(rule.Object.Spec?.Host ?? "", rule.Namespace, now.Mesh.ClusterDomain)))
                .Distinct());
            if (was.Mesh.EnableAutoMtls != now.Mesh.EnableAutoMtls || was.Sidecars.Concat(now.Sidecars).Any(sidecar => causes.Changed(sidecar.Reference)))
            {
                _everything.Add(now.Region ?? "");
            }

            var earlier = was.Workloads.ToLookup(workload => (workload.Namespace, workload.Name));
            _clients.AddRange(now.Workloads
                .Where(workload => workload.DataPlane == DataPlane.Sidecar)
                .SelectMany(workload => earlier[(workload.Namespace, workload.Name)].Take(1), (workload, old) => (old, workload)));
            var extensions = ProxyExtension.Of(was).Concat(ProxyExtension.Of(now))
                .Where(extension => ObjectReference.To(extension.Manifest, now.Region) is { } reference && causes.Changed(reference)).ToList();
            _extended.UnionWith(now.Workloads.Where(workload => extensions.Exists(extension => extension.Changes(workload, asClient: true, now.Mesh))));
        }
    }

    /// <summary>Whether no client's own side has changed.</summary>
    public bool IsEmpty => _hosts.Count == 0 && _everything.Count == 0 && _extended.Count == 0;

    /// <summary>The workloads that are there in both fleets and may call a service otherwise than before.</summary>
    public IEnumerable<(Workload Was, Workload Now)> ClientsOf(ServiceModel service) => _clients.Where(client =>
        _everything.Contains(client.Now.Region ?? "") || _extended.Contains(client.Now)
        || _hosts.Exists(host => host.Region == client.Now.Region && HostNames.IsWithin(service.Host, host.Host)));
}
