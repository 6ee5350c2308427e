using Policies.Evaluation;
using Policies.Model;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Follows every intended call of a known workload from its proxy to the server's: whether the client's side sends what the server takes, and each end
/// takes the other's certificate. What the network carries and whom the server authorizes is proven on its own.
/// </summary>
internal sealed class ClientProof(Fleet fleet)
{
    private readonly ILookup<string, Workload> _holders = fleet.Clusters.SelectMany(cluster => cluster.Workloads)
        .Where(workload => workload.Identity is not null)
        .ToLookup(workload => workload.Identity!, StringComparer.Ordinal);

    /// <summary>Every call to a cluster's servers that does not arrive. Several clusters may be asked at once.</summary>
    public IEnumerable<IntentGap> Gaps(Cluster cluster, IntendedAccess intent)
    {
        var evaluator = new Evaluator(fleet);
        var workloads = cluster.Workloads.GroupBy(workload => (workload.Namespace, workload.Name)).ToDictionary(same => same.Key, same => same.First());
        var services = (
            from service in cluster.Services
            from endpoint in service.Endpoints
            from port in service.Ports
            let target = port.TargetOn(endpoint)
            where target is not null
            select (endpoint, target.Value, service, port)).ToLookup(entry => (entry.endpoint.Namespace, entry.endpoint.Name, entry.Value), entry => (entry.service, entry.port));
        return
            from server in intent.Servers
            let workload = workloads.GetValueOrDefault((server.Namespace, server.Name))
            where workload is { DataPlane: DataPlane.Sidecar or DataPlane.Ambient }
            from port in server.Ports
            let front = services[(server.Namespace, server.Name, port.Number)].FirstOrDefault()
            where front.service is not null
            from identity in port.Calls.Select(call => call.From).OfType<IntendedCaller.Identity>().Select(caller => caller.SpiffeId).Distinct(StringComparer.Ordinal)
            from caller in CallersOf(identity, cluster)
            let gap = Gap(evaluator, caller, workload, front.service, front.port, port.Number)
            where gap is not null
            select gap;
    }

    /// <summary>Who has an identity: workloads of the server's own cluster before others, which then call their own.</summary>
    private IEnumerable<Workload> CallersOf(string identity, Cluster cluster)
    {
        var all = _holders[identity];
        return all.Any(holder => holder.Region == cluster.Region) ? all.Where(holder => holder.Region == cluster.Region) : all;
    }

    private static IntentGap? Gap(Evaluator evaluator, Workload caller, Workload server, ServiceModel service, ServicePort servicePort, int port)
    {
        var problem = evaluator.HandshakeProblem(new Call
        {
            From = new Caller.OfWorkload(caller),
            To = server,
            Service = service,
            ServicePort = servicePort.Number,
            Port = port,
            Protocol = servicePort.Protocol,
            Http = servicePort.Protocol.IsHttp() ? new HttpCall() : null,
        });
        return problem is { } stop
            ? new IntentGap
            {
                Kind = stop.Allow is null ? GapKind.Unknown : GapKind.TooFew,
                Layer = stop.Layer,
                Object = stop.Object,
                Source = stop.Source,
                Destination = $"{server}:{port}",
                Witness = $"a call of {caller}",
                Reason = stop.Reason,
            }
            : null;
    }
}
