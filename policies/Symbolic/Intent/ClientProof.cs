using Policies.Evaluation;
using Policies.Model;
using Policies.Modelling;
using ServicePorts = System.Linq.ILookup<(string Namespace, string Name, int Port), Policies.Symbolic.Intent.ClientProof.Front>;

namespace Policies.Symbolic.Intent;

/// <summary>
/// Follows every intended call of a known workload from its proxy to the server's: whether the client's side sends what the server takes, and each end
/// takes the other's certificate. What the network carries and whom the server authorizes is proven on its own.
/// </summary>
internal sealed class ClientProof(Fleet fleet)
{
    private static readonly HttpCall AnyRequest = new();

    private readonly SharedIndexes _indexes = new();
    private readonly CallerKinds _kinds = new(fleet);

    private readonly ILookup<string, Workload> _holders = fleet.Clusters.SelectMany(cluster => cluster.Workloads)
        .Where(workload => workload.Identity is not null)
        .ToLookup(workload => workload.Identity!, StringComparer.Ordinal);

    /// <summary>Every call to a cluster's servers that does not arrive. Several clusters may be asked at once.</summary>
    public IEnumerable<IntentGap> Gaps(Cluster cluster, IntendedAccess intent)
    {
        var evaluator = new Evaluator(fleet, _indexes);
        var workloads = cluster.Workloads.GroupBy(workload => (workload.Namespace, workload.Name)).ToDictionary(same => same.Key, same => same.First());
        var services = (
            from service in cluster.Services
            from endpoint in service.Endpoints
            from port in service.Ports
            let target = port.TargetOn(endpoint)
            where target is not null
            select (endpoint, target.Value, service, port)).ToLookup(entry => (entry.endpoint.Namespace, entry.endpoint.Name, entry.Value), entry => new Front(entry.service, entry.port));
        return ToProxies(cluster, intent, evaluator, workloads, services).Concat(ToBareServers(cluster, intent, evaluator, services)).Concat(WithUnknownNames(cluster));
    }

    /// <summary>Workloads that servers may take for others, who may call more.</summary>
    private static IEnumerable<IntentGap> WithUnknownNames(Cluster cluster) =>
        from workload in cluster.Workloads
        where workload.Certificates is { HideIdentity: true }
        let question = OpenQuestion.OfName(workload)
        select new IntentGap
        {
            Kind = GapKind.Unknown,
            Layer = Layer.ClientTls,
            Object = question.Reference,
            Source = question.Source,
            Destination = "every server",
            Witness = $"a call of {workload}",
            Reason = question.Reason,
        };

    private IEnumerable<IntentGap> ToProxies(
        Cluster cluster, IntendedAccess intent, Evaluator evaluator, Dictionary<(string Namespace, string Name), Workload> workloads, ServicePorts services) =>
            from server in intent.Servers
            let workload = workloads.GetValueOrDefault((server.Namespace, server.Name))
            where workload is { DataPlane: DataPlane.Sidecar or DataPlane.Ambient }
            from port in server.Ports
            let front = services[(server.Namespace, server.Name, port.Number)].FirstOrDefault()
            where front is not null
            from gap in Gaps(evaluator, Callers(port, cluster), workload, front, port.Number)
            select gap;

    private IEnumerable<Workload> Callers(IntendedPort port, Cluster cluster) =>
        port.Calls.Select(call => call.From).OfType<IntendedCaller.Identity>().Select(caller => caller.SpiffeId).Distinct(StringComparer.Ordinal)
            .SelectMany(identity => CallersOf(identity, cluster));

    /// <summary>The calls that do not arrive at a port. Of callers that fare alike one is asked about, unless its call does not arrive.</summary>
    private IEnumerable<IntentGap> Gaps(Evaluator evaluator, IEnumerable<Workload> callers, Workload server, Front front, int port)
    {
        var arrive = new HashSet<(string? Region, string Namespace)>();
        foreach (var caller in callers)
        {
            var kind = server.DataPlane is DataPlane.Sidecar ? _kinds.Of(caller) : null;
            if (kind is { } like && arrive.Contains(like))
            {
                continue;
            }

            if (Gap(evaluator, caller, server, front, port) is { } gap)
            {
                yield return gap;
            }
            else if (kind is { } found)
            {
                arrive.Add(found);
            }
        }
    }

    /// <summary>Connections to servers without a proxy: a caller's proxy passes on only what it knows.</summary>
    private static IEnumerable<IntentGap> ToBareServers(Cluster cluster, IntendedAccess intent, Evaluator evaluator, ServicePorts services)
    {
        var callers = cluster.Workloads.Where(workload => workload.DataPlane == DataPlane.Sidecar).ToLookup(workload => workload.Namespace, StringComparer.Ordinal);
        var servers = cluster.Workloads.Where(workload => workload.DataPlane == DataPlane.None).ToLookup(workload => workload.Namespace, StringComparer.Ordinal);
        return
            from flow in intent.Flows
            where flow.Protocol == "TCP"
            let source = flow.From as FlowEnd.Pods
            let destination = flow.To as FlowEnd.Pods
            where source is { Labels.Count: > 0 } && destination is { Labels.Count: > 0 }
            from server in servers[destination.Namespace]
            where destination.Labels.Matches(server.Labels)
            from port in flow.Ports
            let front = services[(server.Namespace, server.Name, port)].FirstOrDefault()
            where front is not null
            from caller in callers[source.Namespace]
            where source.Labels.Matches(caller.Labels)
            let gap = Gap(evaluator, caller, server, front, port)
            where gap is not null
            select gap;
    }

    /// <summary>Who has an identity: workloads of the server's own cluster before others, which then call their own.</summary>
    private List<Workload> CallersOf(string identity, Cluster cluster)
    {
        List<Workload> all = [.. _holders[identity]];
        return all.Count > 1 && all.Exists(holder => holder.Region == cluster.Region) ? all.FindAll(holder => holder.Region == cluster.Region) : all;
    }

    private static IntentGap? Gap(Evaluator evaluator, Workload caller, Workload server, Front front, int port)
    {
        var problem = evaluator.HandshakeProblem(new Call
        {
            From = new Caller.OfWorkload(caller),
            To = server,
            Service = front.Service,
            ServicePort = front.Port.Number,
            Port = port,
            Protocol = front.Port.Protocol,
            Http = front.Port.Protocol.IsHttp() ? AnyRequest : null,
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

    /// <summary>A service that leads to a workload's port, by one of its own.</summary>
    internal sealed record Front(ServiceModel Service, ServicePort Port);
}
