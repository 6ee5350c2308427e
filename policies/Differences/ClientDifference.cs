using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>
/// What calls of workloads travel otherwise, or no longer, because of their own side: DestinationRules, Sidecars, and the mesh's automatic mutual TLS.
/// What the server's side changes is told there and not again.
/// </summary>
/// <remarks>VirtualServices send requests elsewhere, which is no matter of access, so they are not looked at.</remarks>
internal sealed class ClientDifference
{
    private readonly FleetAccess _old;
    private readonly FleetAccess _now;
    private readonly ChangeCauses _causes;
    private readonly ClientCalls _before;
    private readonly ClientCalls _after;
    private readonly ChangedClients _changed;

    /// <summary>Compares the clients of two fleets.</summary>
    public ClientDifference(FleetAccess old, FleetAccess now, ChangeCauses causes)
    {
        (_old, _now, _causes) = (old, now, causes);
        (_before, _after) = (new ClientCalls(old.Fleet), new ClientCalls(now.Fleet));
        _changed = new ChangedClients(old.Fleet, now.Fleet, causes);
    }

    /// <summary>The calls to a port that is there in both fleets.</summary>
    public IEnumerable<AccessChange> Calls(DestinationPort? was, DestinationPort? @is)
    {
        if (was is null || @is is null || _changed.IsEmpty
            || ClientCalls.ServiceOf(was) is not { } oldService || ClientCalls.ServiceOf(@is) is not { } newService)
        {
            return [];
        }

        return Changes(
            PortText.Of(@is),
            @is.Cluster.Region,
            _changed.ClientsOf(newService.Service).Select(client => (
                client.Now,
                Before: _before.Arrival(client.Was, oldService, was, _old),
                After: _after.Arrival(client.Now, newService, @is, _now))));
    }

    /// <summary>The calls to hosts outside of the mesh, whose servers nobody knows.</summary>
    public IEnumerable<AccessChange> CallsToHosts() => _changed.IsEmpty
        ? []
        : from cluster in _now.Fleet.Clusters
          from service in cluster.Services
          where service.Endpoints.Count == 0 && service.IsMeshExternal
          let earlier = _old.Fleet.Clusters.FirstOrDefault(other => other.Region == cluster.Region)?.Services.FirstOrDefault(other => other.Host == service.Host && other.Namespace == service.Namespace)
          where earlier is not null
          from port in service.Ports
          where earlier.Ports.Any(other => other.Number == port.Number)
          from change in Changes(
              $"{service.Host}:{port.Number}",
              cluster.Region,
              _changed.ClientsOf(service).Where(client => client.Now.Region == cluster.Region)
                  .Select(client => (client.Now, _before.Arrival(client.Was, earlier, port), _after.Arrival(client.Now, service, port))))
          select change;

    private IEnumerable<AccessChange> Changes(string destination, string? region, IEnumerable<(Workload Client, ClientArrival Before, ClientArrival After)> calls) => calls
        .Where(call => call.Before.DiffersFrom(call.After))
        .GroupBy(call => (call.Before, call.After), call => call.Client)
        .SelectMany(group => Rows(destination, region, [.. group], group.Key.Before, group.Key.After));

    private IEnumerable<AccessChange> Rows(string destination, string? region, IReadOnlyList<Workload> clients, ClientArrival before, ClientArrival after)
    {
        if (before.Passes != false && before.Requests.Length > 0)
        {
            yield return Row(destination, region, clients, before, after, before) with
            {
                Kind = after.Passes is null && after.Transport == before.Transport ? ChangeKind.Unclear : ChangeKind.Lost,
                Before = EffectOf(before),
                After = after.Passes is null && after.Transport == before.Transport ? AccessEffect.Unknown : AccessEffect.Denied,
            };
        }

        if (after.Passes != false && after.Requests.Length > 0 && (after.Passes is true || after.Transport != before.Transport))
        {
            yield return Row(destination, region, clients, before, after, after) with
            {
                Kind = after.Passes is null ? ChangeKind.Unclear : ChangeKind.Gained,
                Before = AccessEffect.Denied,
                After = EffectOf(after),
            };
        }
    }

    private AccessChange Row(string destination, string? region, IReadOnlyList<Workload> clients, ClientArrival before, ClientArrival after, ClientArrival told)
    {
        var cause = _causes.First(after.Client.Object, before.Client.Object);
        return new AccessChange
        {
            Kind = ChangeKind.Lost,
            Region = region,
            Destination = destination,
            Source = string.Join(", ", clients.Select(client => client.ToString()).Order(StringComparer.Ordinal)),
            Request = told.Requests,
            Transport = TransportOf(told),
            Before = AccessEffect.Denied,
            After = AccessEffect.Denied,
            Witness = $"{clients[0]} to {destination}",
            Cause = cause,
            Place = _causes.PlaceOf(cause),
            Reason = $"before, {before.Reason}; now {after.Reason}",
        };
    }

    private static AccessEffect EffectOf(ClientArrival arrival) => arrival.Passes is null ? AccessEffect.Unknown : AccessEffect.Allowed;

    private static string TransportOf(ClientArrival arrival) => arrival.Transport.ToString().ToLowerInvariant();
}
