using Policies.Linkerd;
using Policies.Model;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>What Linkerd's proxies do with a call to a workload of their mesh.</summary>
internal static class LinkerdPath
{
    /// <summary>The proxy takes its own mesh's mutual TLS and anything else, and leaves it to the policies who may come in how.</summary>
    internal static LayerAnswer ServerTls(RouteContext context, Workload server)
    {
        var client = context.Server.Linkerd.ClientOf(CallOf(context, null));
        context.Identity = client.Identity;
        context.Transport = client.Identity is not null ? Transport.Mtls : context.Call.IsApplicationTls ? Transport.Tls : Transport.Plaintext;
        return new LayerAnswer
        {
            Layer = Layer.ServerTls,
            Allow = true,
            DecidedBy = "Linkerd",
            Reason = client.Identity is null
                ? $"the connection reaches {server} without mutual TLS of Linkerd, which its proxy takes"
                : $"the proxies of both ends make mutual TLS of the connection, in which the client is {client.Identity}",
        };
    }

    /// <summary>What Servers, routes and default policies say of a request.</summary>
    internal static LayerAnswer Authorization(RouteContext context, HttpCall? request)
    {
        var verdict = context.Server.Linkerd.Decide(CallOf(context, request));
        return new LayerAnswer
        {
            Layer = Layer.Authorization,
            Allow = verdict.Allow,
            DecidedBy = verdict.DecidedBy?.ToString() ?? "default inbound policy",
            Object = verdict.DecidedBy,
            Source = verdict.Source,
            Reason = verdict.Reason,
        };
    }

    private static LinkerdCall CallOf(RouteContext context, HttpCall? request)
    {
        var call = context.Call;
        var from = context.Source is { } source ? NetworkEndpoint.Of(source) : NetworkEndpoint.At(context.SourceIp);
        return new LinkerdCall(from, call.To!, call.Port, call.ServicePort, call.IsApplicationTls ? null : request, call.Service?.Host ?? "");
    }
}
