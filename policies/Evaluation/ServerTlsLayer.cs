using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What the server takes of what the client sends.</summary>
internal sealed class ServerTlsLayer : ILayer
{
    /// <inheritdoc/>
    public LayerAnswer Answer(RouteContext context)
    {
        var server = context.Call.To;
        if (context.Call.Protocol.IsOverTcp() && server is { DataPlane: DataPlane.Linkerd })
        {
            return LinkerdPath.ServerTls(context, server);
        }

        if (!context.Call.Protocol.IsOverTcp() || server is null || !server.IsInMesh || context.PassesServerBy)
        {
            return ByApplication(context);
        }

        if (server.DataPlane is DataPlane.Ambient)
        {
            return AmbientPath.ServerTls(context, server);
        }

        if (server.DataPlane is not DataPlane.Gateway)
        {
            return ByPolicy(context, server);
        }

        return GatewayServers.AnswerOf(context) ?? ByPolicy(context, server);
    }

    /// <summary>No proxy: the connection ends at the application.</summary>
    private static LayerAnswer ByApplication(RouteContext context)
    {
        var isTls = context.Sends is ClientTlsMode.Simple or ClientTlsMode.Mutual || context.Call.IsApplicationTls;
        context.Transport = context.Sends is ClientTlsMode.IstioMutual ? Transport.Mtls : isTls ? Transport.Tls : Transport.Plaintext;
        return Say(true, "no proxy", context.PassesServerBy
            ? $"the connection passes the proxy of {context.Call.To} by, to which port {context.Call.Port} is not redirected ({context.Call.To!.Interception?.Setting ?? "a port of the sidecar's own"})"
            : $"the connection ends at {context.Call.To?.ToString() ?? context.Call.Service?.Host ?? "the server"} itself, which has no proxy of Istio");
    }

    private static LayerAnswer ByPolicy(RouteContext context, Workload server)
    {
        var call = context.Call;
        var (mode, by) = server.DataPlane is DataPlane.Gateway ? (MutualTlsMode.Permissive, null) : context.Server.ModesOf(server).On(call.Port);
        var decidedBy = by?.Reference.ToString() ?? "PERMISSIVE by default";
        var protocol = context.Server.Sidecars.ProtocolOf(server, call.Port, call.Protocol);
        var answer = context.Sends switch
        {
            ClientTlsMode.IstioMutual => Mutual(context, mode, decidedBy, protocol),
            ClientTlsMode.Plaintext when !call.IsApplicationTls => Plain(context, mode, decidedBy, protocol),
            _ => Foreign(context, mode, decidedBy, protocol),
        };
        return With(
            answer.Allow == true && protocol.IsHttp() && call.Http is null ? Say(false, decidedBy, NoRequest.Reason($"port {call.Port}", protocol)) : answer,
            by);
    }

    private static LayerAnswer Mutual(RouteContext context, MutualTlsMode mode, string decidedBy, PortProtocol protocol)
    {
        if (mode is MutualTlsMode.Disable)
        {
            return context.Server.Sidecars.Listener(context.Call.To!, context.Call.Port)?.Tls is { } tls
                ? ToSidecar(context, tls, decidedBy, protocol)
                : WithoutEnd(context, decidedBy, protocol);
        }

        context.Transport = Transport.Mtls;
        context.Identity = context.CallerIdentity;
        context.ReadsRequests = ReadsRequests(protocol, context.Call);
        return Say(true, decidedBy, $"port {context.Call.Port} takes mutual TLS ({Word(mode)})");
    }

    /// <summary>
    /// Mutual TLS that the proxy does not end: a port that expects requests refuses it, any other hands its bytes to the application, which has to speak TLS
    /// itself (istio: tests/integration/security/pass_through_filter_chain_test.go).
    /// </summary>
    private static LayerAnswer WithoutEnd(RouteContext context, string decidedBy, PortProtocol protocol)
    {
        if (protocol.IsHttp())
        {
            return Say(false, decidedBy, $"mutual TLS is disabled on port {context.Call.Port}, whose proxy expects requests and gets TLS");
        }

        if (!protocol.IsApplicationTls() && !context.Call.IsApplicationTls)
        {
            return Say(false, decidedBy, $"mutual TLS is disabled on port {context.Call.Port}, so the application itself gets the client's TLS, and does not speak it");
        }

        context.Transport = Transport.Tls;
        return Say(null, decidedBy, $"unknown because mutual TLS is disabled on port {context.Call.Port}, so the application itself gets the TLS of the client's proxy, which takes certificates of the mesh only");
    }

    private static LayerAnswer Plain(RouteContext context, MutualTlsMode mode, string decidedBy, PortProtocol protocol)
    {
        if (mode is MutualTlsMode.Strict)
        {
            return Say(false, decidedBy, $"port {context.Call.Port} takes mutual TLS only (STRICT), and the client sends plain text");
        }

        if (mode is MutualTlsMode.Disable && context.Server.Sidecars.Listener(context.Call.To!, context.Call.Port)?.Tls is not null)
        {
            return Say(false, decidedBy, $"the Sidecar of {context.Call.To} takes TLS on port {context.Call.Port}, and the client sends plain text");
        }

        context.Transport = Transport.Plaintext;
        context.ReadsRequests = ReadsRequests(protocol, context.Call);
        return Say(true, decidedBy, $"port {context.Call.Port} takes plain text ({Word(mode)})");
    }

    /// <summary>TLS that is not the mesh's: the proxy hands it through, unless it expects requests or mutual TLS.</summary>
    private static LayerAnswer Foreign(RouteContext context, MutualTlsMode mode, string decidedBy, PortProtocol protocol)
    {
        if (mode is MutualTlsMode.Disable && context.Server.Sidecars.Listener(context.Call.To!, context.Call.Port)?.Tls is { } tls)
        {
            return ToSidecar(context, tls, decidedBy, protocol);
        }

        if (mode is MutualTlsMode.Strict)
        {
            return context.Sends is ClientTlsMode.Mutual
                ? Say(null, decidedBy, $"unknown because the certificate that the DestinationRule names is not known; port {context.Call.Port} takes those of the mesh only (STRICT)")
                : Say(false, decidedBy, $"port {context.Call.Port} takes mutual TLS only (STRICT), and the client's TLS shows no certificate of the mesh");
        }

        if (protocol.IsHttp())
        {
            return Say(false, decidedBy, $"port {context.Call.Port} is declared to speak {protocol}, so its proxy expects requests and not a client's own TLS");
        }

        context.Transport = Transport.Tls;
        return Say(true, decidedBy, $"port {context.Call.Port} hands TLS that is not the mesh's through to the application ({Word(mode)})");
    }

    /// <summary>TLS that the server's Sidecar ends with a certificate of its own.</summary>
    private static LayerAnswer ToSidecar(RouteContext context, SidecarTls tls, string decidedBy, PortProtocol protocol)
    {
        context.Transport = Transport.Tls;
        context.ReadsRequests = ReadsRequests(protocol, context.Call) || (protocol is PortProtocol.Https && context.Call.Http is not null);
        var asks = $"the Sidecar of {context.Call.To} asks for a client certificate on port {context.Call.Port}";
        return (tls.Mode, context.Sends) switch
        {
            (_, ClientTlsMode.IstioMutual) => Say(
                null,
                decidedBy,
                $"unknown because the client takes certificates of the mesh only, and it is not known whether the one that the Sidecar of {context.Call.To} shows is one"),
            (SidecarTlsMode.Mutual, ClientTlsMode.Simple) => Say(false, decidedBy, $"{asks}, and the client shows none"),
            (SidecarTlsMode.Mutual, _) => Say(null, decidedBy, $"unknown because {asks}, and it is not known whether the client has one that its CA has issued"),
            _ => Say(true, decidedBy, $"the Sidecar of {context.Call.To} takes TLS on port {context.Call.Port}"),
        };
    }

    private static bool ReadsRequests(PortProtocol protocol, Call call) =>
        protocol.IsHttp() || (protocol is PortProtocol.Auto or PortProtocol.Hbone && call.Http is not null && !call.IsApplicationTls);

    private static string Word(MutualTlsMode mode) => mode.ToString().ToUpperInvariant();

    private static LayerAnswer With(LayerAnswer answer, ConfigObject<Manifests.Istio.Security.V1.PeerAuthentication>? by) =>
        answer with { Object = by?.Reference, Source = by?.Source };

    private static LayerAnswer Say(bool? allow, string decidedBy, string reason) => new()
    {
        Layer = Layer.ServerTls,
        Allow = allow,
        DecidedBy = decidedBy,
        Reason = reason,
    };
}
