using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>Makes calls of workloads through their own proxies.</summary>
internal sealed class ClientCalls(Fleet fleet)
{
    private readonly Evaluator _evaluator = new(fleet);

    /// <summary>The service that leads to a port, with the port's number there; null for none.</summary>
    public static (ServiceModel Service, ServicePort Port)? ServiceOf(DestinationPort port) => (
        from service in port.Cluster.Services
        where service.Endpoints.Contains(port.Workload)
        from candidate in service.Ports
        where candidate.TargetOn(port.Workload) == port.Number
        select ((ServiceModel, ServicePort)?)(service, candidate)).FirstOrDefault();

    /// <summary>How a workload's calls arrive at a port through a service.</summary>
    public ClientArrival Arrival(Workload client, (ServiceModel Service, ServicePort Port) through, DestinationPort port, FleetAccess access) => Of(
        new Call
        {
            From = new Caller.OfWorkload(client),
            To = port.Workload,
            Service = through.Service,
            ServicePort = through.Port.Number,
            Port = port.Number,
            Protocol = port.Protocol,
            Http = port.IsHttp ? new HttpCall() : null,
        },
        principal => RequestText.Of(access.At(port).Where(found => found.Verdict.Effect != AccessEffect.Denied && found.Includes(principal)).Select(found => found.Calls)));

    /// <summary>How a workload's calls leave for a host whose servers nobody knows.</summary>
    public ClientArrival Arrival(Workload client, ServiceModel service, ServicePort port) => Of(
        new Call
        {
            From = new Caller.OfWorkload(client),
            Service = service,
            ServicePort = port.Number,
            Port = port.Number,
            Protocol = port.Protocol,
            Http = port.Protocol.IsHttp() ? new HttpCall() : null,
        },
        _ => "anything");

    private ClientArrival Of(Call call, Func<string?, string> requests)
    {
        var verdict = _evaluator.Evaluate(call);
        var connection = verdict.Layers.Where(answer => answer.Layer != Layer.Authorization).ToList();
        var decisive = connection.Find(answer => answer.Allow == false) ?? connection.Find(answer => answer.Allow is null);
        var client = decisive is { Layer: Layer.ClientTls } ? decisive : connection.Find(answer => answer.Layer == Layer.ClientTls) ?? connection[0];
        return new ClientArrival(
            decisive is null ? true : decisive.Allow,
            verdict.Transport,
            client,
            decisive is { Allow: false } ? "" : requests(verdict.Transport == Transport.Mtls ? ((Caller.OfWorkload)call.From).Workload.Identity : null),
            (decisive ?? client).Reason);
    }
}
