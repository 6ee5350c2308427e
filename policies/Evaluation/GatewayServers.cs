using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>A server of a Gateway, which says what a gateway's proxy takes on a port.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Server">The server.</param>
internal sealed record GatewayServers(ConfigObject<Gateway> Gateway, GatewayServer Server)
{
    /// <summary>Whether a port of a gateway's pods takes the mesh's mutual TLS.</summary>
    internal static bool TakeMeshTls(RouteContext context) =>
        context.Server.GatewayOf(context.Call.To!).On(context.Call.Port)?.Servers.Any(server => server.Server.Tls?.Mode is GatewayMode.IstioMutual) == true;

    /// <summary>What the gateway's listener on the called port says; null where no Gateway has one there.</summary>
    internal static LayerAnswer? AnswerOf(RouteContext context)
    {
        if (context.Server.GatewayOf(context.Call.To!).On(context.Call.Port) is not { } listener)
        {
            return null;
        }

        var (name, isKnown) = context.AskedName;
        var (first, isTls) = (listener.Servers[0], context.Call.IsApplicationTls || context.Sends is not ClientTlsMode.Plaintext);
        if (listener.Taking(name) is not { } chain)
        {
            if (isTls && isKnown)
            {
                context.Transport = context.Sends is ClientTlsMode.IstioMutual ? Transport.Mtls : Transport.Tls;
                return new GatewayServers(first.Gateway, first.Server).Say(false, $"no server of a Gateway takes {(name is null ? "TLS without a server name" : $"TLS for {name}")} on port {listener.Port}");
            }

            chain = new GatewayChain([first], []);
        }

        var answer = GatewayListeners.Of(context, chain.Server) is { } ofGatewayApi ? ofGatewayApi.Answer(context) : new GatewayServers(chain.Server.Gateway, chain.Server.Server).Answer(context);
        return listener.Problem is { } problem && answer.Allow == true ? answer with { Allow = null, Reason = $"unknown because {problem}" } : answer;
    }

    internal LayerAnswer Answer(RouteContext context)
    {
        var protocol = PortProtocols.Parse(Server.Port.Protocol) ?? PortProtocol.Auto;
        // Of a port for plain requests only httpsRedirect counts (gateway.IsTLSServer).
        var mode = protocol.IsHttp() ? null : Server.Tls?.Mode ?? (Server.Tls is null ? null : GatewayMode.Passthrough);
        var isTls = context.Call.IsApplicationTls || context.Sends is not ClientTlsMode.Plaintext;
        if (mode is null)
        {
            context.Transport = isTls ? Transport.Tls : Transport.Plaintext;
            context.ReadsRequests = protocol.IsHttp() || (protocol is PortProtocol.Auto && context.Call.Http is not null);
            return isTls && protocol.IsHttp() ? Say(false, $"port {Server.Port.Number} takes plain text, and the client sends TLS")
                : protocol.IsHttp() && context.Call.Http is null ? Say(false, NoRequest.Reason($"port {Server.Port.Number}", protocol))
                : Say(true, $"port {Server.Port.Number} takes plain text");
        }

        if (!isTls)
        {
            return Say(false, $"port {Server.Port.Number} takes TLS, and the client sends plain text");
        }

        if (mode is GatewayMode.Passthrough or GatewayMode.AutoPassthrough)
        {
            context.Transport = context.Sends is ClientTlsMode.IstioMutual ? Transport.Mtls : Transport.Tls;
            return Say(true, $"port {Server.Port.Number} hands TLS through as it is");
        }

        context.ReadsRequests = protocol is PortProtocol.Https || protocol.IsHttp();
        return Terminate(context, mode.Value);
    }

    private LayerAnswer Terminate(RouteContext context, GatewayMode mode)
    {
        var isMesh = context.Sends is ClientTlsMode.IstioMutual;
        context.Transport = isMesh ? Transport.Mtls : Transport.Tls;
        switch (mode)
        {
            case GatewayMode.IstioMutual:
                context.Identity = isMesh ? context.CallerIdentity : null;
                return isMesh
                    ? Say(true, $"port {Server.Port.Number} takes the mesh's mutual TLS")
                    : Say(false, $"port {Server.Port.Number} takes the mesh's mutual TLS only");
            case GatewayMode.Mutual:
                context.Identity = context.CallerIdentity;
                return context.CallerIdentity is null
                    ? Say(false, $"port {Server.Port.Number} asks for a client certificate, and the caller has none")
                    : Say(null, $"unknown because it is not known whether the CA of {Gateway.Reference} issued the caller's certificate");
            default:
                return Say(true, $"port {Server.Port.Number} takes TLS");
        }
    }

    private LayerAnswer Say(bool? allow, string reason) => new()
    {
        Layer = Layer.ServerTls,
        Allow = allow,
        DecidedBy = Gateway.Reference.ToString(),
        Object = Gateway.Reference,
        Source = Gateway.Source,
        Reason = reason,
    };
}
