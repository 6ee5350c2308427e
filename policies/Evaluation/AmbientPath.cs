using Policies.Ambient;
using Policies.Evaluation.Authorization;
using Policies.Istio;
using Policies.Model;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>What ztunnels and waypoints do with a call to or from a workload of Istio's ambient mode.</summary>
internal static class AmbientPath
{
    private const string Scheme = "spiffe://";

    /// <summary>The waypoint that the client's proxy sends the call through; null for none.</summary>
    internal static Workload? WaypointOf(RouteContext context)
    {
        if (context.Call is not { Protocol: not (PortProtocol.Udp or PortProtocol.Sctp), To: { } server } || context.Source is not { DataPlane: DataPlane.Ambient or DataPlane.Gateway } source)
        {
            return null;
        }

        var waypoints = context.Server.Waypoints;
        return context.Call.Service is { } service
            ? waypoints.IsUsedBy(source.DataPlane, service) ? waypoints.OfService(service) : null
            : source.DataPlane is DataPlane.Ambient ? waypoints.OfWorkload(server) : null;
    }

    /// <summary>A ztunnel looks at no DestinationRule: it tunnels wherever the other end takes tunnels.</summary>
    internal static LayerAnswer FromZtunnel(RouteContext context, Workload source)
    {
        var isTunnelled = context.Waypoint is not null || (context.Call.To is { } server && Hbone.Connects(source.DataPlane, server.DataPlane));
        context.Sends = isTunnelled ? ClientTlsMode.IstioMutual : ClientTlsMode.Plaintext;
        return new LayerAnswer
        {
            Layer = Layer.ClientTls,
            Allow = true,
            DecidedBy = "ztunnel",
            Reason = isTunnelled ? $"the ztunnel of {source} tunnels the connection over mutual TLS (HBONE)" : $"the ztunnel of {source} passes the connection on, since the other end takes no tunnels",
        };
    }

    /// <summary>The server's ztunnel takes tunnels, and anything else unless a PeerAuthentication wants an identity.</summary>
    internal static LayerAnswer ServerTls(RouteContext context, Workload server)
    {
        var authentication = context.Server.AuthenticationOf(server);
        var by = authentication.DecidedBy;
        var answer = new LayerAnswer
        {
            Layer = Layer.ServerTls,
            Allow = true,
            DecidedBy = by?.Reference.ToString() ?? "PERMISSIVE by default",
            Object = by?.Reference,
            Source = by?.Source,
            Reason = $"the ztunnel of {server} takes mutual TLS on port {context.Call.Port}",
        };
        if (context.Sends is ClientTlsMode.IstioMutual)
        {
            context.Transport = Transport.Mtls;
            context.Identity = context.CallerIdentity;
            return answer;
        }

        context.Transport = context.Call.IsApplicationTls || context.Sends is not ClientTlsMode.Plaintext ? Transport.Tls : Transport.Plaintext;
        return authentication.RefusesPlaintext(context.Call.Port)
            ? answer with { Allow = false, Reason = $"the ztunnel of {server} takes mutual TLS only on port {context.Call.Port} (STRICT), and the client sends none" }
            : answer with { Reason = $"the ztunnel of {server} takes connections without identity on port {context.Call.Port}" };
    }

    /// <summary>What the server's ztunnel says, which sees the waypoint where there is one.</summary>
    internal static LayerAnswer Authorization(RouteContext context)
    {
        var server = context.Call.To!;
        var identity = context.Waypoint is { } waypoint ? waypoint.Identity : context.Identity;
        var source = context.Waypoint is { } hop ? NetworkEndpoint.Of(hop) : NetworkEndpoint.At(context.SourceIp);
        var principal = identity?.StartsWith(Scheme, StringComparison.Ordinal) == true ? identity[Scheme.Length..] : identity;
        var verdict = context.Server.Ztunnel.Decide(new ZtunnelConnection(principal, source, NetworkEndpoint.Of(server), context.Call.Port));
        return new LayerAnswer
        {
            Layer = Layer.Authorization,
            Allow = verdict.Allow,
            DecidedBy = verdict.DecidedBy is not { } by ? "ztunnel" : verdict.Rule is { } rule ? $"ns[{by.Namespace}]-policy[{by.Name}]-rule[{rule}]" : by.ToString(),
            Object = verdict.DecidedBy,
            Source = verdict.Source,
            Reason = verdict.Reason,
        };
    }

    /// <summary>The route through a waypoint, which knows the client and, on HTTP ports, its requests. Its policies see the service's port.</summary>
    internal static Route Through(RouteContext context, Workload waypoint, IReadOnlyList<LayerAnswer> answers, string? remote)
    {
        var call = context.Call;
        if (call.Protocol.IsHttp() && call.Http is null)
        {
            return new Route([.. answers, Refusal(context, waypoint)], context, null, null);
        }

        IReadOnlyList<ServiceModel> services = call.Service is { } service ? [service] : [];
        context.ReadsRequests = call.Protocol.IsHttp() || (call.Protocol is PortProtocol.Auto && call.Http is not null && !call.IsApplicationTls);
        AddressRange? source = AddressRange.TryParse(context.SourceIp, out var address) ? address : null;
        var policies = context.Server.Policies.AuthorizationPolicies(waypoint, services);
        var chain = new ChainCompiler(context.Server.Cluster, policies, context.Server.Matchers).Compile(!context.ReadsRequests).Bind(new Connection
        {
            Identity = context.Identity,
            Source = source,
            Remote = remote is null ? source : AddressRange.TryParse(remote, out var told) ? told : null,
            Destination = null,
            Port = call.ServicePort ?? call.Port,
            ServerName = "",
        });
        return new Route(answers, context, chain, context.ReadsRequests ? new JwtCheck(context.Server.Policies.RequestAuthentications(waypoint, services), context.Server.Cluster.Now) : null);
    }

    private static LayerAnswer Refusal(RouteContext context, Workload waypoint) => new()
    {
        Layer = Layer.ServerTls,
        Allow = false,
        DecidedBy = waypoint.ToString(),
        Reason = NoRequest.Reason($"port {context.Call.ServicePort ?? context.Call.Port} behind the waypoint {waypoint}", context.Call.Protocol),
    };
}
