using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What the client's side sends.</summary>
internal sealed class ClientTlsLayer : ILayer
{
    /// <inheritdoc/>
    public LayerAnswer Answer(RouteContext context)
    {
        var answer = Choose(context);
        if (context.Sends is ClientTlsMode.IstioMutual && context.Call is { To: { DataPlane: DataPlane.None or DataPlane.Linkerd } })
        {
            return answer with { Allow = false, Reason = $"{answer.Reason}, but {context.Call.To} has no proxy of Istio that would answer" };
        }

        if (context.Sends is ClientTlsMode.IstioMutual && context is { Waypoint: null, PassesServerBy: true })
        {
            return answer with { Allow = null, Reason = $"unknown because {answer.Reason}, but port {context.Call.Port} passes the proxy of {context.Call.To} by, so the application itself gets its TLS" };
        }

        return answer;
    }

    private static LayerAnswer Choose(RouteContext context) => context.Call switch
    {
        { Protocol: PortProtocol.Udp or PortProtocol.Sctp } => Sends(context, ClientTlsMode.Plaintext, "proxies take nothing but TCP"),
        { From: Caller.Outsider } => Sends(context, ClientTlsMode.Plaintext, "the caller has no certificate of the mesh"),
        { From: Caller.OfWorkload { Workload: { DataPlane: DataPlane.None or DataPlane.Linkerd } source } } =>
            Sends(context, ClientTlsMode.Plaintext, $"{source} has no proxy of Istio"),
        { From: Caller.OfWorkload { Workload: { DataPlane: DataPlane.Ambient } source } } => AmbientPath.FromZtunnel(context, source),
        { From: Caller.OfIdentity } => ByIdentity(context),
        { From: Caller.OfWorkload { Workload: { Interception: { } interception } source } } when interception.OutboundPassedBy.Contains(context.Call.ServicePort ?? context.Call.Port) =>
            Sends(context, ClientTlsMode.Plaintext, $"{source} keeps its proxy from calls to port {context.Call.ServicePort ?? context.Call.Port} (excludeOutboundPorts)"),
        { Service: null } => PastServices(context),
        _ => ByProxy(context),
    };

    /// <summary>A proxy of another place: it uses mutual TLS wherever the server takes it.</summary>
    private static LayerAnswer ByIdentity(RouteContext context)
    {
        if (context.Call.To is not { } server || !server.IsInMesh || context.PassesServerBy)
        {
            return Sends(context, ClientTlsMode.Plaintext, "the server has no proxy of Istio that takes the connection");
        }

        var (mode, by) = context.Server.ModesOf(server).On(context.Call.Port);
        // What a Gateway's server takes, PeerAuthentications do not say.
        if (mode is MutualTlsMode.Disable && !(server.DataPlane is DataPlane.Gateway && GatewayServers.TakeMeshTls(context)))
        {
            return Sends(context, ClientTlsMode.Plaintext, $"{server} has mutual TLS disabled on port {context.Call.Port}") with { Object = by?.Reference, Source = by?.Source };
        }

        var answer = Sends(context, ClientTlsMode.IstioMutual, "the caller holds a certificate of the mesh and its proxy uses it");
        context.ServerName = context.Call.Sni ?? ProxyServerName(context.Call);
        return answer;
    }

    private static LayerAnswer PastServices(RouteContext context)
    {
        var answer = Sends(context, ClientTlsMode.Plaintext, "the address belongs to no service that the client's proxy knows, so it passes the call on as it is");
        return IsRegistryOnly(context)
            ? answer with { Allow = false, DecidedBy = "outboundTrafficPolicy", Reason = "the mesh's proxies pass nothing on to addresses of no service (REGISTRY_ONLY)" }
            : answer;
    }

    /// <summary>The client's Sidecar says it before the mesh does.</summary>
    private static bool IsRegistryOnly(RouteContext context) =>
        context.Source is { } source && context.Client.Sidecars.Of(source)?.Object.Spec?.OutboundTrafficPolicy is { } own
            ? own.Mode is SidecarOutboundTrafficPolicyMode.RegistryOnly or null
            : context.Client.Cluster.Mesh.IsRegistryOnly;

    private static LayerAnswer ByProxy(RouteContext context)
    {
        var call = context.Call;
        if (!EgressScope.Sees(context.Client, context.Source!, call.Service!, call))
        {
            return PastServices(context);
        }

        if (call.Subset is { Length: > 0 } subset && !context.Client.HasSubset(context.Source!, call.Service!, subset))
        {
            var nowhere = $"its route leads to the subset {subset} of {call.Service!.Host}, which no DestinationRule that {context.Source} uses has, so its proxy answers 503";
            return Sends(context, ClientTlsMode.Plaintext, nowhere) with { Allow = false };
        }

        var choice = context.Client.ClientTls.Of(
            context.Source!, call.Service!, call.ServicePort ?? call.Port, call.Subset, call.To, context.Server.ModesOf, call.Port);
        context.AskedNames = choice.SubjectAltNames;
        context.ShowsUnknownName = choice.ShowsUnknownName || (choice.Mode is ClientTlsMode.IstioMutual && context.Source!.Certificates is { AreMounted: true });
        var answer = Sends(context, choice.Mode, choice.Reason);
        if (choice.Mode is not ClientTlsMode.Plaintext)
        {
            context.ServerName = call.Sni ?? choice.ServerName ?? ProxyServerName(call);
        }

        return answer with
        {
            DecidedBy = choice.Rule?.Reference.ToString() ?? choice.Policy?.ToString() ?? "automatic mutual TLS",
            Object = choice.Rule?.Reference ?? choice.Policy,
            Source = choice.Rule?.Source ?? choice.PolicySource,
        };
    }

    /// <summary>The name of the cluster in the client's proxy (<c>BuildDNSSrvSubsetKey</c>).</summary>
    private static string ProxyServerName(Call call) =>
        call.Service is null ? "" : $"outbound_.{call.ServicePort ?? call.Port}_.{call.Subset}_.{call.Service.Host}";

    private static LayerAnswer Sends(RouteContext context, ClientTlsMode mode, string reason)
    {
        context.Sends = mode;
        context.ServerName = context.Call.Sni ?? "";
        return new LayerAnswer { Layer = Layer.ClientTls, Allow = true, DecidedBy = "client", Reason = reason };
    }
}
