using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Model;

namespace Policies.Linkerd;

/// <summary>
/// What the proxies of Linkerd's mesh let in (linkerd2 2.20: policy-controller/k8s/index). A port belongs to the Server that selects it; its clients
/// need one authorization of the Server or, for requests of an HTTPRoute, of the route. Ports without Server have the default inbound policy.
/// </summary>
/// <remarks>Between two proxies every connection is mutual TLS, opaque ports too, except on ports that either end's proxy skips.</remarks>
public sealed class LinkerdPolicies
{
    private readonly LinkerdSelection _selection;

    private LinkerdPolicies(LinkerdSelection selection) => _selection = selection;

    /// <summary>Reads a cluster's policies.</summary>
    public static LinkerdPolicies Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new LinkerdPolicies(new LinkerdSelection(cluster));
    }

    /// <summary>The client as the destination's proxy knows it: with a name only if both ends have a proxy that takes the connection.</summary>
    public LinkerdClient ClientOf(LinkerdCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var isMeshed = call.From.Workload is { DataPlane: DataPlane.Linkerd } source
            && call.To.DataPlane is DataPlane.Linkerd
            && !LinkerdAnnotations.HasPort(_selection.Annotation(source, LinkerdAnnotations.SkipOutboundPorts), call.ServicePort ?? call.Port)
            && !_selection.IsSkipped(call.To, call.Port);
        return new LinkerdClient(isMeshed ? _selection.Settings.IdentityOf(call.From.Workload!.Namespace, call.From.Workload.ServiceAccount) : null, call.From);
    }

    /// <summary>Decides about a call.</summary>
    public LinkerdVerdict Decide(LinkerdCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var client = ClientOf(call);
        if (call.To.DataPlane is not DataPlane.Linkerd)
        {
            return Default(true, client, $"{call.To} has no proxy of Linkerd");
        }

        if (_selection.IsSkipped(call.To, call.Port))
        {
            return Default(true, client, $"Linkerd's proxy of {call.To} does not take port {call.Port} (config.linkerd.io/skip-inbound-ports)");
        }

        var servers = _selection.ServersOf(call.To, call.Port);
        if (servers.Count == 0)
        {
            return DecideWithoutServer(call, client);
        }

        // Linkerd takes whichever of them it comes across first, so only what all say is known.
        var verdicts = servers.Select(server => DecideAt(server, call, client)).ToList();
        return verdicts.TrueForAll(verdict => verdict.Allow == verdicts[0].Allow)
            ? verdicts[0]
            : verdicts[0] with { Allow = null, Reason = $"{string.Join(" and ", servers.Select(server => server.Reference))} both select port {call.Port} of {call.To}, and Linkerd takes either" };
    }

    private static LinkerdVerdict Default(bool? allow, LinkerdClient client, string reason) => new(allow, client.Identity, null, null, reason);

    private LinkerdVerdict DecideWithoutServer(LinkerdCall call, LinkerdClient client)
    {
        var (name, policy) = _selection.DefaultOf(call.To, call.Port);
        var allow = policy is null ? false : policy.Admits(client);
        if (allow != true && ProbeOf(call, null) is { } probe && probe.Admits(client) is not false and var admitted)
        {
            return Default(admitted, client, admitted is true
                ? $"{probe.Name} lets {Describe(client)} in"
                : $"whether {probe.Name} lets {Describe(client)} in depends on its address, which is not known");
        }

        return Default(allow, client, $"no Server selects port {call.Port} of {call.To}, and the default inbound policy {name} {Verb(allow)} {Describe(client)}");
    }

    private LinkerdVerdict DecideAt(ConfigObject<Server> server, LinkerdCall call, LinkerdClient client)
    {
        List<LinkerdAuthorization> authorizations = [.. _selection.AuthorizationsOf(server)];
        var where = server.Reference.ToString();
        if (call.Http is { } request)
        {
            if (_selection.UnmodelledRoute(server) is { } unmodelled)
            {
                return new LinkerdVerdict(null, client.Identity, server.Reference, server.Source, $"unknown because {unmodelled}");
            }

            var routes = _selection.RoutesOf(server);
            var route = LinkerdRoutes.Find(routes, request, request.Host ?? call.Host);
            if (routes.Count > 0 && route is null)
            {
                return new LinkerdVerdict(false, client.Identity, server.Reference, server.Source, $"no route of {server.Reference} matches {request.Method} {request.Path}, so Linkerd answers 404");
            }

            if (ProbeOf(call, server) is { } probe)
            {
                authorizations.Add(probe);
            }

            if (route is not null)
            {
                authorizations.AddRange(_selection.AuthorizationsOf(route));
                where = $"{route.Reference} of {server.Reference}";
            }
        }

        return Decide(server, authorizations, client, where);
    }

    /// <summary>Who may ask what the kubelet's probes ask; null where the call is no such request.</summary>
    private LinkerdAuthorization? ProbeOf(LinkerdCall call, ConfigObject<Server>? server) =>
        call.Http is { Method: "GET" } request && _selection.ProbesOf(call.To, call.Port, server) is { } probes && probes.Paths.Contains(request.Path.Split('?')[0])
            ? probes.Authorization
            : null;

    private static LinkerdVerdict Decide(ConfigObject<Server> server, List<LinkerdAuthorization> authorizations, LinkerdClient client, string where)
    {
        bool? best = false;
        foreach (var authorization in authorizations)
        {
            var admits = authorization.Admits(client);
            if (admits is true)
            {
                return new LinkerdVerdict(
                    true, client.Identity, authorization.Object?.Reference ?? server.Reference, authorization.Object?.Source ?? server.Source, $"{authorization.Name} lets {Describe(client)} in at {where}");
            }

            best |= admits;
        }

        var reason = best is null
            ? $"whether {where} lets {Describe(client)} in depends on its address, which is not known"
            : $"no authorization of {where} lets {Describe(client)} in";
        return new LinkerdVerdict(best, client.Identity, server.Reference, server.Source, reason);
    }

    private static string Verb(bool? allow) => allow switch
    {
        true => "lets in",
        false => "keeps out",
        null => "depends on the address, which is not known, of",
    };

    private static string Describe(LinkerdClient client) => client.Identity ?? $"{client.Address} without identity";
}
