using Policies.Model;

namespace Policies.Istio.Inbound;

/// <summary>
/// The ports of workloads with sidecars to which ports of Services lead that do not speak the same, and those to which a ServiceEntry leads that lists the
/// workload's address as an endpoint: its namespace's count as much as Services do (istio: <c>GetProxyServiceTargets</c> of the serviceentry controller). Their proxies listen as the oldest Service says, of two of
/// the same second the first by host, and of one Service as its first port says, one for UDP among them
/// (istio: <c>getFilterChainsByServicePort</c>, <c>Proxy.SetServiceTargets</c>).
/// </summary>
internal sealed class ContestedPorts
{
    private readonly Dictionary<Workload, IReadOnlyList<ContestedPort>> _byWorkload = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads the services of a cluster.</summary>
    /// <param name="services">The services.</param>
    /// <param name="workloads">The workloads that ServiceEntries may list by their addresses; null where that is not asked.</param>
    internal ContestedPorts(IReadOnlyList<ServiceModel> services, IReadOnlyList<Workload>? workloads = null)
    {
        var claimed = new Dictionary<Workload, List<ServiceModel>>(ReferenceEqualityComparer.Instance);
        foreach (var service in services)
        {
            foreach (var endpoint in service.Endpoints)
            {
                if (endpoint.DataPlane is DataPlane.Sidecar && endpoint.Namespace == service.Namespace)
                {
                    (claimed.TryGetValue(endpoint, out var list) ? list : claimed[endpoint] = new(1)).Add(service);
                }
            }
        }

        var listed = new HashSet<Workload>(ReferenceEqualityComparer.Instance);
        foreach (var service in workloads is null ? [] : services.Where(service => service.Registry is ServiceRegistry.External))
        {
            foreach (var workload in Listed.By(service, workloads!).Where(workload => workload.DataPlane is DataPlane.Sidecar && workload.Namespace == service.Namespace))
            {
                (claimed.TryGetValue(workload, out var list) ? list : claimed[workload] = new(1)).Add(service);
                listed.Add(workload);
            }
        }

        foreach (var (workload, list) in claimed)
        {
            if ((MayContest(list) || listed.Contains(workload)) && Find(workload, list, listed.Contains(workload)) is { Count: > 0 } contested)
            {
                _byWorkload.Add(workload, contested);
            }
        }
    }

    /// <summary>All of them, each workload's by number.</summary>
    internal IEnumerable<(Workload Workload, ContestedPort Port)> All => _byWorkload.SelectMany(entry => entry.Value.Select(port => (entry.Key, port)));

    /// <summary>That of a number; null where the Services that lead to the port agree, or none leads there.</summary>
    internal ContestedPort? Of(Workload workload, int port) =>
        _byWorkload.Count > 0 && _byWorkload.TryGetValue(workload, out var contested) ? contested.FirstOrDefault(candidate => candidate.Number == port) : null;

    private static bool MayContest(List<ServiceModel> services)
    {
        PortProtocol? first = null;
        foreach (var service in services)
        {
            foreach (var port in service.Ports)
            {
                if ((first ??= port.Protocol) != port.Protocol)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static List<ContestedPort> Find(Workload workload, List<ServiceModel> services, bool isListed) =>
    [
        .. services.SelectMany(service => service.Ports.Select(port => (Service: service, Port: port, Target: port.TargetOn(workload))))
            .Where(claim => claim.Target is not null)
            .GroupBy(claim => claim.Target!.Value)
            .Where(claims => claims.Select(claim => claim.Port.Protocol).Distinct().Skip(1).Any()
                || (isListed && claims.Any(claim => claim.Service.Registry is ServiceRegistry.External)))
            .OrderBy(claims => claims.Key)
            .Select(claims => new ContestedPort(
                claims.Key,
                [
                    .. claims.Select(claim => (claim.Service, claim.Port))
                        .OrderBy(claim => claim.Service.Created).ThenBy(claim => claim.Service.Host, StringComparer.Ordinal),
                ])),
    ];
}
