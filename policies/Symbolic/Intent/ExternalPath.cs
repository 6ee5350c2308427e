using System.Globalization;
using Manifests.Istio.Networking.V1;
using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;

namespace Policies.Symbolic.Intent;

/// <summary>The way of one request out of a cluster, step by step.</summary>
internal sealed class ExternalPath(ClusterIndex index, Evaluator evaluator)
{
    /// <summary>What keeps a caller's request for a host from leaving as it is meant to; null where it does.</summary>
    public IntentGap? Gap(IntendedExternal external, string host, Workload caller)
    {
        var request = new HttpCall { Host = host };
        if (Entry(host, caller) is not { } service)
        {
            return TooFew(external, host, caller, Layer.ClientTls, $"the proxy of {caller} knows no service {host}");
        }

        if (service.Ports.FirstOrDefault(port => (port.Target ?? port.Number) == external.Port) is not { } dialled)
        {
            return TooFew(external, host, caller, Layer.ClientTls, $"no port of {service.Host} leads to {external.Port}", service.Reference, service.Source);
        }

        var route = VirtualServiceRouting.Of(index.Cluster, caller, service, dialled.Number, request);
        if (external.Gateway is null)
        {
            return ProblemOf(route) is { } problem
                ? TooFew(external, host, caller, Layer.ClientTls, problem, route!.By.Reference, route.By.Source)
                : TlsGap(external, host, caller, caller, service, dialled.Number, route?.Subset);
        }

        if (route?.Destination is not { Host: { } next } destination || Known(next, route) is not { } gateway)
        {
            return TooFew(
                external, host, caller, Layer.ClientTls, $"no VirtualService leads it to {external.Gateway}", route?.By.Reference, route?.By.Source);
        }

        return ToGateway(external, host, caller, gateway, destination, request) ?? FromGateway(external, host, caller, gateway, destination, request);
    }

    /// <summary>Why a route does not lead a request on as it is meant to; null where it does, and where there is none.</summary>
    private static string? ProblemOf(RouteChoice? route) => route?.Problem ?? (route?.Change is null ? null : "its route rewrites the request");

    private IntentGap? ToGateway(
        IntendedExternal external, string host, Workload caller, ServiceModel gateway, VirtualServiceDestination destination, HttpCall request)
    {
        if (Endpoint(gateway, external) is not { } endpoint || PortOf(gateway, destination) is not { } port)
        {
            return TooFew(external, host, caller, Layer.ClientTls, $"{gateway.Host} is not {external.Gateway}");
        }

        var verdict = evaluator.Evaluate(new Call
        {
            From = new Caller.OfWorkload(caller),
            To = endpoint,
            Service = gateway,
            ServicePort = port.Number,
            Subset = destination.Subset,
            Port = port.TargetOn(endpoint) ?? port.Number,
            Protocol = PortProtocol.Http,
            Http = request,
        });
        var sent = TlsOf(caller, gateway, port.Number, destination.Subset, endpoint);
        if (sent.Mode == ClientTlsMode.IstioMutual && Server(endpoint, port, sent.ServerName) is null)
        {
            return TooFew(
                external,
                host,
                caller,
                Layer.ServerTls,
                $"{(sent.ServerName is { } name ? $"the proxy sends the name {name}" : "the proxy sends the gateway's own name")}, and no server of a Gateway there has it with mode ISTIO_MUTUAL",
                sent.Rule?.Reference,
                sent.Rule?.Source);
        }

        if (verdict.Layers.FirstOrDefault(answer => answer.Layer is Layer.ClientTls or Layer.ServerTls or Layer.Trust && answer.Allow != true) is { } stop)
        {
            return TooFew(external, host, caller, stop.Layer, stop.Reason, stop.Object, stop.Source, stop.Allow is null ? GapKind.Unknown : GapKind.TooFew);
        }

        return sent.Mode != ClientTlsMode.IstioMutual ? Plain(external, host, caller, caller, sent) : null;
    }

    private IntentGap? FromGateway(
        IntendedExternal external, string host, Workload caller, ServiceModel gateway, VirtualServiceDestination destination, HttpCall request)
    {
        var endpoint = Endpoint(gateway, external)!;
        var port = PortOf(gateway, destination)!;
        var sent = TlsOf(caller, gateway, port.Number, destination.Subset, endpoint);
        var through = Server(endpoint, port, sent.ServerName)!;
        if (Entry(host, endpoint) is not { } service)
        {
            return TooFew(external, host, caller, Layer.ClientTls, $"{endpoint} knows no service {host}");
        }

        var route = VirtualServiceRouting.Of(index.Cluster, endpoint, service, port.Number, request, $"{through.Namespace}/{through.Name}");
        return route?.Destination is { } last && ProblemOf(route) is null
            ? TlsGap(external, host, caller, endpoint, service, last.Port?.Number is { } number ? (int)number : service.Ports[0].Number, last.Subset)
            : TooFew(
                external,
                host,
                caller,
                Layer.ClientTls,
                ProblemOf(route) ?? $"no VirtualService of {through.Reference} leads it on to {host}",
                route?.By.Reference ?? through.Reference,
                route?.By.Source ?? through.Source);
    }

    /// <summary>Whether the last proxy speaks the TLS that is meant, to a server whose certificate it checks.</summary>
    private IntentGap? TlsGap(IntendedExternal external, string host, Workload caller, Workload last, ServiceModel service, int port, string? subset)
    {
        var sent = TlsOf(last, service, port, subset, endpoint: null);
        var isMeant = sent.Mode == (external.IsMutual ? ClientTlsMode.Mutual : ClientTlsMode.Simple);
        return !isMeant ? Plain(external, host, caller, last, sent)
            : sent.SubjectAltNames.Count == 0 && service.SubjectAltNames.Count == 0
                ? TooMany(external, host, $"a request of {caller} to whoever has any certificate of a public CA", "the rule asks for no name in the server's certificate", sent)
                : null;
    }

    private static IntentGap Plain(IntendedExternal external, string host, Workload caller, Workload last, ClientTls sent) => TooMany(
        external,
        host,
        $"a request of {caller} {(sent.Mode == ClientTlsMode.Plaintext ? "in plaintext" : "under other TLS")}",
        $"{last} sends it so: {sent.Reason}",
        sent);

    private ClientTls TlsOf(Workload client, ServiceModel service, int port, string? subset, Workload? endpoint) =>
        index.ClientTls.Of(client, service, port, subset, endpoint, index.ModesOf, endpoint is null ? port : Target(service, port, endpoint));

    private static int Target(ServiceModel service, int port, Workload endpoint) =>
        service.Ports.FirstOrDefault(candidate => candidate.Number == port)?.TargetOn(endpoint) ?? port;

    /// <summary>The Gateway whose server takes a name over the mesh's mutual TLS; without a name that every server takes, none does.</summary>
    private ConfigObject<Gateway>? Server(Workload endpoint, ServicePort port, string? name) => index.Cluster.Gateways.FirstOrDefault(gateway =>
        gateway.Object.Spec is { } spec && spec.Selector.Matches(endpoint.Labels) && spec.Servers is { } servers && servers.Any(server =>
            server.Tls?.Mode is GatewayMode.IstioMutual
            && (server.Port.Number == port.Number || server.Port.Number == port.TargetOn(endpoint))
            && server.Hosts.Any(host => Within(name, host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]))));

    private static bool Within(string? name, string host) => host == "*" || (name is not null && HostNames.IsWithin(name, host));

    /// <summary>The host as a proxy knows it.</summary>
    private ServiceModel? Entry(string host, Workload client) =>
        index.Cluster.Services.FirstOrDefault(service => service.IsMeshExternal && service.Host == host && EgressScope.Sees(index, client, service));

    private ServiceModel? Known(string host, RouteChoice route) =>
        HostNames.Resolve(host, route.By.Namespace, index.Cluster.Mesh.ClusterDomain) is var full
            ? index.Cluster.Services.FirstOrDefault(service => service.Host == full && !service.IsMeshExternal)
            : null;

    private static Workload? Endpoint(ServiceModel gateway, IntendedExternal external) =>
        gateway.Endpoints.FirstOrDefault(endpoint => endpoint.DataPlane == DataPlane.Gateway && $"{endpoint.Namespace}/{endpoint.Name}" == external.Gateway);

    private static ServicePort? PortOf(ServiceModel gateway, VirtualServiceDestination destination) =>
        destination.Port?.Number is { } number ? gateway.Ports.FirstOrDefault(port => port.Number == number) : gateway.Ports is [var only] ? only : null;

    private static IntentGap TooMany(IntendedExternal external, string host, string witness, string reason, ClientTls sent) => new()
    {
        Kind = GapKind.TooMany,
        Layer = Layer.ClientTls,
        Object = sent.Rule?.Reference,
        Source = sent.Rule?.Source,
        Destination = At(external, host),
        Witness = witness,
        Reason = reason,
    };

    private static IntentGap TooFew(
        IntendedExternal external,
        string host,
        Workload caller,
        Layer layer,
        string reason,
        ObjectReference? by = null,
        SourceLocation? source = null,
        GapKind kind = GapKind.TooFew) => new()
        {
            Kind = kind,
            Layer = layer,
            Object = by,
            Source = source,
            Destination = At(external, host),
            Witness = $"a request of {caller}",
            Reason = reason,
        };

    private static string At(IntendedExternal external, string host) => string.Create(CultureInfo.InvariantCulture, $"{host}:{external.Port}");
}
