using Policies.Model;

namespace Policies.Istio.Inbound;

/// <summary>Workloads that ServiceEntries list by their addresses, as endpoints: for clients each is a machine of the entry's, and behind it stands the pod.</summary>
internal static class Listed
{
    /// <summary>The workloads all of whose addresses, as far as they are known, are endpoints of a service without being its own workloads.</summary>
    /// <param name="service">The service of a ServiceEntry.</param>
    /// <param name="workloads">The workloads that may be meant.</param>
    public static IEnumerable<Workload> By(ServiceModel service, IReadOnlyList<Workload> workloads)
    {
        var addresses = service.Endpoints.Where(endpoint => endpoint.Ip is not null && !workloads.Contains(endpoint, ReferenceEqualityComparer.Instance))
            .Select(endpoint => endpoint.Ip!).ToHashSet(StringComparer.Ordinal);
        return addresses.Count == 0 ? []
            : workloads.Where(workload => workload.Ip is { } own && addresses.Contains(own) && workload.FurtherIps.All(addresses.Contains));
    }

    /// <summary>The workload with a proxy that stands behind an endpoint of a ServiceEntry; null where none has its address.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="workloads">The workloads of the cluster.</param>
    public static Workload? Behind(Workload endpoint, IReadOnlyList<Workload> workloads) => endpoint is { Kind: "ServiceEntry", Ip: { } address }
        ? workloads.FirstOrDefault(workload => workload.DataPlane is not DataPlane.None && !ReferenceEquals(workload, endpoint)
            && (workload.Ip == address || workload.FurtherIps.Contains(address, StringComparer.Ordinal)))
        : null;
}
