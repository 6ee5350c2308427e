using Policies.Model;

namespace Policies.Rules;

/// <summary>Services by host and by name.</summary>
public sealed class ServiceIndex
{
    private readonly Dictionary<string, ServiceModel> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Workload, List<ServiceModel>> _byEndpoint = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly string _clusterDomain;

    internal ServiceIndex(IReadOnlyList<ServiceModel> services, string clusterDomain)
    {
        (All, _clusterDomain) = (services, clusterDomain);
        foreach (var service in services)
        {
            _byHost.TryAdd(service.Host, service);
            if (service.Registry == ServiceRegistry.Kubernetes)
            {
                _namespaces.Add(service.Namespace);
            }

            foreach (var endpoint in service.Endpoints)
            {
                (_byEndpoint.TryGetValue(endpoint, out var list) ? list : _byEndpoint[endpoint] = []).Add(service);
            }
        }
    }

    /// <summary>Every service.</summary>
    public IReadOnlyList<ServiceModel> All { get; }

    /// <summary>Whether a Kubernetes Service of a namespace is known. Where none is, a host that leads nowhere proves nothing.</summary>
    public bool Knows(string @namespace) => _namespaces.Contains(@namespace);

    /// <summary>The service of a host; null when there is none.</summary>
    /// <param name="host">The host, fully qualified.</param>
    public ServiceModel? Find(string host) => _byHost.GetValueOrDefault(host);

    /// <summary>The Kubernetes Service of a name; null when there is none.</summary>
    public ServiceModel? Find(string name, string @namespace) => Find(ObjectNames.ServiceHost(name, @namespace, _clusterDomain));

    /// <summary>The services that a workload answers for.</summary>
    public IReadOnlyList<ServiceModel> Of(Workload workload) => _byEndpoint.TryGetValue(workload, out var list) ? list : [];

    /// <summary>What the Services say that a workload's container port speaks; null where none has it.</summary>
    public PortProtocol? ProtocolOf(Workload workload, int containerPort)
    {
        if (workload.DataPlane is DataPlane.Gateway)
        {
            // What a gateway's port speaks, its Gateways say.
            return null;
        }

        foreach (var service in Of(workload))
        {
            foreach (var port in service.Ports)
            {
                if (port.TargetOn(workload) == containerPort)
                {
                    return port.Protocol;
                }
            }
        }

        return null;
    }

    /// <summary>The container ports of a workload that Services lead to.</summary>
    public IEnumerable<int> TargetPortsOf(Workload workload) =>
        Of(workload).SelectMany(service => service.Ports).Select(port => port.TargetOn(workload)).OfType<int>().Distinct();

    /// <summary>Whether a Service leads to a container port of a workload.</summary>
    public bool LeadsTo(Workload workload, long containerPort)
    {
        foreach (var service in Of(workload))
        {
            foreach (var port in service.Ports)
            {
                if (port.TargetOn(workload) == containerPort)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A host as Istio reads it: without a dot, it is a Service of the object's own namespace; with one, it is taken as it is.</summary>
    public string Qualify(string host, string @namespace) =>
        host.Contains('.', StringComparison.Ordinal) || host == "*" ? host : ObjectNames.ServiceHost(host, @namespace, _clusterDomain);
}
