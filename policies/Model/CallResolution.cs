using System.Net;
using Manifests;
using Policies.Evaluation;
using Policies.Istio;

namespace Policies.Model;

/// <summary>Finds workloads and services by the names that people use for them.</summary>
/// <remarks>
/// Names may be <c>name</c>, <c>name.namespace</c>, <c>namespace/name</c>, a host such as <c>name.namespace.svc.cluster.local</c> or one of a
/// ServiceEntry, an address, or the name of a ServiceEntry with a single host.
/// </remarks>
public sealed class CallResolution
{
    private readonly Cluster _cluster;
    private readonly ILookup<string, Workload> _byName;
    private readonly ILookup<string, ServiceModel> _services;
    private readonly ILookup<string, ServiceModel> _hosts;
    private readonly ILookup<string, Workload> _byAddress;

    /// <summary>Finds in a cluster.</summary>
    public CallResolution(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _cluster = cluster;
        _byName = cluster.Workloads.ToLookup(workload => workload.Name, StringComparer.Ordinal);
        _services = cluster.Services.Where(service => service.Registry is ServiceRegistry.Kubernetes).ToLookup(service => service.Name, StringComparer.Ordinal);
        _hosts = cluster.Services.ToLookup(service => service.Host, StringComparer.OrdinalIgnoreCase);
        _byAddress = (
            from workload in cluster.Workloads
            where workload.Ip is not null
            from address in workload.FurtherIps.Prepend(workload.Ip)
            select (workload, address)).ToLookup(entry => entry.address, entry => entry.workload, StringComparer.Ordinal);
    }

    /// <summary>The workload of a name; null where there is none, or where several namespaces have one.</summary>
    public Workload? Workload(string name, string? @namespace = null)
    {
        var (inner, stated) = Split(name);
        var found = In(_byName[inner], stated ?? @namespace, workload => workload.Namespace);
        return found is [var one, ..] && found.All(workload => workload.Namespace == one.Namespace) ? one : null;
    }

    /// <summary>Why a name means nothing, and what to write instead.</summary>
    /// <param name="name">The name.</param>
    /// <param name="noun">What it ought to be.</param>
    /// <param name="forms">The forms that are allowed.</param>
    internal string NotFound(string name, string noun, string forms)
    {
        var (inner, stated) = Split(name);
        string[] places = [.. _byName[inner].Select(workload => workload.Namespace).Concat(_services[inner].Select(service => service.Namespace)).Distinct().Order(StringComparer.Ordinal)];
        if (places.Length > 0)
        {
            return stated is null
                ? $"'{name}' is in the namespaces {string.Join(", ", places)}; say which, such as {places[0]}/{inner}"
                : $"no {noun} '{name}'; '{inner}' is in {string.Join(", ", places)}";
        }

        var guess = DidYouMean.Suffix(inner, _byName.Concat<IGrouping<string, object>>(_services).Select(own => own.Key).Distinct().Order(StringComparer.Ordinal));
        return $"no {noun} '{name}'{(guess.Length > 0 ? guess : $"; {forms}")}";
    }

    /// <summary>The workload with an address; null where there is none.</summary>
    public Workload? WorkloadAt(string address) => _byAddress[address].FirstOrDefault();

    /// <summary>The service that takes calls to an address and port, such as a ServiceEntry that lists pods' addresses; null for none.</summary>
    public ServiceModel? ServiceAt(string? address, int? port) => address is null
        ? null
        : _cluster.Services.FirstOrDefault(service => service.Addresses.Contains(address, StringComparer.Ordinal) && service.Ports.Any(candidate => candidate.Number == port));

    /// <summary>Where a client's proxy sends a request for a host that comes with an address that nobody has; null where it has no route for it.</summary>
    internal Target? Requested(Workload client, string host, int port) =>
        new RequestedHosts(_cluster, client).Find(host, port, name => Find(name, client.Namespace, candidate => candidate.Number == port));

    /// <summary>What a name means to a caller in a namespace; null where it means nothing.</summary>
    public Target? Find(string name, string? callerNamespace) => Find(name, callerNamespace, _ => true);

    /// <summary>What a name means to a caller in a namespace that calls a port; null where it means nothing.</summary>
    internal Target? Find(string name, string? callerNamespace, Func<ServicePort, bool> hasPort)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Named(name, callerNamespace, hasPort) is not { } found ? null : found.Service?.AliasOf is null ? found : Aliased(found, found.Service, callerNamespace, hasPort);
    }

    /// <summary>
    /// What an alias stands for, as proxies and the cluster's DNS have it (istio: <c>resolveServiceAliases</c>): the service of the host, which is called by
    /// another name; an address that no proxy knows where there is none; and what was found where aliases lead in a circle.
    /// </summary>
    private Target Aliased(Target found, ServiceModel alias, string? callerNamespace, Func<ServicePort, bool> hasPort)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { alias.Host };
        for (var host = alias.AliasOf!; seen.Add(host);)
        {
            var next = SharedHosts.Choose(_hosts[host], callerNamespace, _cluster.Mesh, hasPort);
            if (next?.AliasOf is null)
            {
                return next is null ? new Target(null, []) : new Target(next, next.Endpoints) { Alias = alias.Host };
            }

            host = next.AliasOf;
        }

        return found;
    }

    private Target? Named(string name, string? callerNamespace, Func<ServicePort, bool> hasPort)
    {
        if (IPAddress.TryParse(name, out _))
        {
            var service = _cluster.Services.FirstOrDefault(candidate => candidate.Addresses.Contains(name, StringComparer.Ordinal));
            return service is not null && (service.Endpoints.Count > 0 || !_byAddress.Contains(name))
                ? new Target(service, service.Endpoints)
                : new Target(service, [.. _byAddress[name].Take(1)]);
        }

        if (SharedHosts.Choose(_hosts[name], callerNamespace, _cluster.Mesh, hasPort) is { } host)
        {
            return new Target(host, host.Endpoints);
        }

        var (inner, @namespace) = Split(name);
        return ByName(inner, @namespace) ?? ByName(inner, @namespace is null ? callerNamespace : null) ?? Wildcard(name) ?? External(inner, @namespace);
    }

    /// <summary>The service that a call of a workload goes through: that of its name, else any that has the port, else any.</summary>
    public ServiceModel? ServiceOf(Workload workload, Func<ServicePort, bool> hasPort)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var behind = _cluster.Services.Where(service => service.Namespace == workload.Namespace && service.Endpoints.Contains(workload)).ToList();
        return behind.Find(service => service.Name == workload.Name && service.Ports.Any(hasPort))
            ?? behind.Find(service => service.Ports.Any(hasPort))
            ?? behind.Find(service => service.Name == workload.Name)
            ?? behind.FirstOrDefault();
    }

    private Target? ByName(string name, string? @namespace)
    {
        var services = In(_services[name], @namespace, service => service.Namespace);
        var workloads = In(_byName[name], @namespace, workload => workload.Namespace);
        if (workloads.Count > 0 && workloads.All(workload => workload.Namespace == workloads[0].Namespace))
        {
            var own = services.Find(service => service.Namespace == workloads[0].Namespace);
            return new Target(own is not null && workloads.All(own.Endpoints.Contains) ? own : null, workloads);
        }

        return workloads.Count == 0 && services is [var one] ? new Target(one, one.Endpoints) : null;
    }

    /// <summary>A ServiceEntry's wildcard host, the longest first.</summary>
    private Target? Wildcard(string name)
    {
        var best = _cluster.Services
            .Where(service => service.Host.StartsWith('*') && name.EndsWith(service.Host[1..], StringComparison.OrdinalIgnoreCase))
            .MaxBy(service => service.Host.Length);
        return best is null ? null : new Target(best, best.Endpoints);
    }

    /// <summary>The one host outside of the mesh that a ServiceEntry of the name stands for.</summary>
    private Target? External(string name, string? @namespace)
    {
        var entries = In(_cluster.Services.Where(service => service.IsMeshExternal && service.Name == name), @namespace, service => service.Namespace);
        return entries is [var one] ? new Target(one, one.Endpoints) : null;
    }

    private static List<T> In<T>(IEnumerable<T> candidates, string? @namespace, Func<T, string> namespaceOf) =>
        [.. candidates.Where(candidate => @namespace is null || namespaceOf(candidate) == @namespace)];

    private (string Name, string? Namespace) Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return (text[(slash + 1)..], text[..slash]);
        }

        if (_byName.Contains(text) || _services.Contains(text))
        {
            return (text, null);
        }

        var parts = text.Split('.');
        return parts.Length == 2 || (parts.Length > 2 && parts[2] == "svc") ? (parts[0], parts[1]) : (text, null);
    }
}
