using Policies.Model;

namespace Policies.Statements;

/// <summary>
/// What the name of a service means in a cluster: a workload's own name, or that of a Service in front of it; a namespace may stand before it.
/// <c>@ingress</c> is Istio's ingress gateway, by the label that its charts give it.
/// </summary>
internal sealed class ServiceNames
{
    private readonly Dictionary<string, List<Workload>> _byName = new(StringComparer.Ordinal);

    /// <summary>Reads a cluster.</summary>
    public ServiceNames(Cluster cluster)
    {
        var services = (
            from service in cluster.Services
            from endpoint in service.Endpoints
            where endpoint.Namespace == service.Namespace
            select (endpoint, service.Name)).ToLookup(pair => pair.endpoint, pair => pair.Name, (IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);
        foreach (var workload in cluster.Workloads)
        {
            foreach (var name in services[workload].Prepend(workload.Name).Distinct(StringComparer.Ordinal))
            {
                Add(name, workload);
                Add($"{workload.Namespace}/{name}", workload);
            }

            if (workload.DataPlane == DataPlane.Gateway && workload.Labels.GetValueOrDefault("istio") == "ingressgateway")
            {
                Add(CallerSet.Ingress, workload);
            }
        }
    }

    /// <summary>The workloads that a name means, in the cluster's order.</summary>
    public IReadOnlyList<Workload> Of(string name) => _byName.TryGetValue(name, out var workloads) ? workloads : [];

    private void Add(string name, Workload workload) => (_byName.TryGetValue(name, out var same) ? same : _byName[name] = []).Add(workload);
}
