using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Intent;

/// <summary>
/// What intended calls to a workload of ambient mode mean for those who decide about them on their way: the waypoint of each of its services, which sees
/// the callers and their requests, and the workload's ztunnel, which sees the waypoint, and those callers that go past it.
/// </summary>
internal sealed class AmbientIntent(Cluster cluster, ServerPolicies servers, DestinationPorts ports)
{
    private ILookup<string, Workload> Holders => field ??=
        cluster.Workloads.Where(workload => workload.Identity is not null).ToLookup(workload => workload.Identity!, StringComparer.Ordinal);

    /// <summary>What the workload's ztunnel is meant to let in on a port.</summary>
    public IReadOnlyList<IntendedCall> AtZtunnel(DestinationPort port, IReadOnlyList<IntendedCall> calls)
    {
        ServiceModel[] services = [.. ports.ServicesOf(port).Select(entry => entry.Service).Distinct<ServiceModel>(ReferenceEqualityComparer.Instance)];
        string[] waypoints =
        [
            .. services.Select(servers.Waypoints.OfService).Append(servers.Waypoints.OfWorkload(port.Workload))
                .Select(waypoint => waypoint?.Identity).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        return waypoints.Length == 0 || calls.All(call => call.From is IntendedCaller.NoIdentity)
            ? calls
            :
            [
                .. waypoints.Select(identity => new IntendedCall { From = new IntendedCaller.Identity(identity) }),
                .. calls.Where(call => call.From is not IntendedCaller.Identity identity || GoesPast(identity.SpiffeId, services)),
            ];
    }

    /// <summary>Where waypoints decide about calls to a port, and whether intended calls need to come that way: nobody has to call a pod by its address.</summary>
    public IEnumerable<(DestinationPort Port, bool IsNeeded)> Fronts(DestinationPort port) => ports.ServicesOf(port)
        .SelectMany(entry => ports.Fronts(entry.Service, entry.Port))
        .Select(front => (front, true))
        .Concat(ports.Front(port) is { } front ? [(front, false)] : Array.Empty<(DestinationPort, bool)>());

    /// <summary>Whether calls of an identity come to a workload past the waypoint of some service. Whom no workload here has comes by none, as far as is known.</summary>
    private bool GoesPast(string identity, ServiceModel[] services) => Holders[identity].Any(caller =>
        services.Any(service => servers.Waypoints.OfService(service) is null || !servers.Waypoints.IsUsedBy(caller.DataPlane, service)));
}
