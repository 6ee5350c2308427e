using Policies.Istio;
using Policies.Model;
using Policies.Modelling;

namespace Policies.Evaluation;

/// <summary>What decides about a call in a way that is not known: then the verdict is open, whatever the policies that are known say.</summary>
internal static class OpenLayer
{
    /// <summary>The open answer; null where everything that decides about the call is known.</summary>
    internal static LayerAnswer? Of(RouteContext context) =>
        (context.Client.Open.OfNetwork(context.Source) ?? context.Server.Open.OfNetwork(context.Call.To)) is { } network
            ? Say(Layer.Network, network)
            : OfProxies(context);

    /// <summary>The open answer of the proxies at both ends; null where everything that decides in them is known.</summary>
    internal static LayerAnswer? OfProxies(RouteContext context)
    {
        var call = context.Call;
        if (!call.Protocol.IsOverTcp())
        {
            return null;
        }

        var client = context.Source is { DataPlane: DataPlane.Sidecar or DataPlane.Gateway } source
            ? context.Client.Open.OfClient(
                source,
                call.Service,
                call.Service is { } called && context.Client.Open.HasOpenRules ? context.Client.RuleOf(source, called) : null,
                context.Client.Sidecars.Of(source)?.Manifest)
            : null;
        client ??= context.Source is { Interception.OutboundByAddress: { } setting } caller ? OpenQuestion.OfCalls(caller, setting) : null;
        client ??= call.Service is { AliasOf: not null } alias ? OpenQuestion.OfAlias(alias) : null;
        if (client is not null || context.ShowsUnknownName)
        {
            return Say(Layer.ClientTls, client ?? OpenQuestion.OfName(context.Source!));
        }

        var server = context.Waypoint is { } waypoint ? context.Server.Open.OfServer(waypoint, call.Service is { } service ? [service] : [], call.Http is not null) ?? context.Server.Open.OfWaypoint(call.Service) : null;
        server ??= context.Server.Open.OfServer(call.To, [], call.Http is not null);
        server ??= context.Server.Open.OfPort(call.To, call.Port, IsRequest(context));
        server ??= call is { To: null, Service: { Registry: ServiceRegistry.Kubernetes, IsMeshExternal: false, Reference: not null } hidden } && !context.Server.Cluster.IsWhole
            ? OpenQuestion.OfEndpoints(hidden)
            : null;
        return server is null ? null : Say(Layer.ServerTls, server);
    }

    private static bool IsRequest(RouteContext context) =>
        context.Call is { Http: not null, IsApplicationTls: false } && context.Sends is ClientTlsMode.Plaintext or ClientTlsMode.IstioMutual;

    private static LayerAnswer Say(Layer layer, OpenQuestion question) => new()
    {
        Layer = layer,
        Allow = null,
        DecidedBy = question.Reference?.ToString() ?? "unknown",
        Object = question.Reference,
        Source = question.Source,
        Reason = question.Reason,
    };
}
