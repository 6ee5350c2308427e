using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Manifests.Meta.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>
/// What the proxies of Linkerd's mesh let in (linkerd2 2.20: policy-controller/k8s/index). A port belongs to the Server that selects it; its clients
/// need one authorization of the Server or, for requests of an HTTPRoute, of the route. Ports without Server have the default inbound policy.
/// </summary>
/// <remarks>Between two proxies every connection is mutual TLS, opaque ports too, except on ports that either end's proxy skips.</remarks>
public sealed class LinkerdPolicies
{
    private readonly Cluster _cluster;
    private readonly LinkerdSettings _settings;
    private readonly LinkerdAuthentications _authentications;
    private readonly LinkerdRoutes _routes;
    private readonly Dictionary<string, NamespaceModel> _namespaces;

    private LinkerdPolicies(Cluster cluster, LinkerdSettings settings)
    {
        _cluster = cluster;
        _settings = settings;
        _authentications = new LinkerdAuthentications(cluster, settings);
        _routes = new LinkerdRoutes(cluster);
        _namespaces = cluster.Namespaces.ToDictionary(@namespace => @namespace.Name, StringComparer.Ordinal);
    }

    /// <summary>Reads a cluster's policies.</summary>
    public static LinkerdPolicies Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new LinkerdPolicies(cluster, LinkerdSettings.Of(cluster));
    }

    /// <summary>The client as the destination's proxy knows it: with a name only if both ends have a proxy that takes the connection.</summary>
    public LinkerdClient ClientOf(LinkerdCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var isMeshed = call.From.Workload is { DataPlane: DataPlane.Linkerd } source
            && call.To.DataPlane is DataPlane.Linkerd
            && !LinkerdAnnotations.HasPort(Annotation(source, LinkerdAnnotations.SkipOutboundPorts), call.ServicePort ?? call.Port)
            && !IsSkipped(call);
        return new LinkerdClient(isMeshed ? _settings.IdentityOf(call.From.Workload!.Namespace, call.From.Workload.ServiceAccount) : null, call.From);
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

        if (IsSkipped(call))
        {
            return Default(true, client, $"Linkerd's proxy of {call.To} does not take port {call.Port} (config.linkerd.io/skip-inbound-ports)");
        }

        var servers = _cluster.LinkerdServers.Where(server => Selects(server, call.To, call.Port)).ToList();
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
        var stated = Annotation(call.To, LinkerdAnnotations.DefaultInboundPolicy);
        var name = stated is not null && DefaultPolicies.IsKnown(stated) ? stated : _settings.DefaultInboundPolicy;
        var needsIdentity = LinkerdAnnotations.HasPort(Annotation(call.To, LinkerdAnnotations.RequireIdentityPorts), call.Port);
        var allow = DefaultPolicies.Of(name, _settings, needsIdentity) is { } policy ? policy.Admits(client) : false;
        return Default(allow, client, $"no Server selects port {call.Port} of {call.To}, and the default inbound policy {name} {Verb(allow)} {Describe(client)}");
    }

    private LinkerdVerdict DecideAt(ConfigObject<Server> server, LinkerdCall call, LinkerdClient client)
    {
        var authorizations = ServerAuthorizations(server);
        var where = server.Reference.ToString();
        if (call.Http is { } request && server.Object.Spec.ProxyProtocol is not ("opaque" or "TLS"))
        {
            var routes = _routes.Of(server);
            var route = LinkerdRoutes.Find(routes, request, request.Host ?? call.Host);
            if (routes.Count > 0 && route is null)
            {
                return new LinkerdVerdict(false, client.Identity, server.Reference, server.Source, $"no route of {server.Reference} matches {request.Method} {request.Path}, so Linkerd answers 404");
            }

            if (route is not null)
            {
                authorizations.AddRange(RouteAuthorizations(route));
                where = $"{route.Reference} of {server.Reference}";
            }
        }

        return Decide(server, authorizations, client, where);
    }

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

    private List<LinkerdAuthorization> ServerAuthorizations(ConfigObject<Server> server)
    {
        var access = server.Object.Spec.AccessPolicy ?? "deny";
        return
        [
            .. _cluster.LinkerdServerAuthorizations.Where(item => item.Namespace == server.Namespace && Names(item, server)).Select(_authentications.Of),
            .. _cluster.LinkerdAuthorizationPolicies
                .Where(policy => policy.Namespace == server.Namespace && Targets(policy.Object.Spec.TargetRef, server))
                .Select(_authentications.Of).OfType<LinkerdAuthorization>(),
            .. DefaultPolicies.Of(access, _settings) is { } policy ? [policy] : Array.Empty<LinkerdAuthorization>(),
        ];
    }

    private IEnumerable<LinkerdAuthorization> RouteAuthorizations(LinkerdRoute route) => _cluster.LinkerdAuthorizationPolicies
        .Where(policy => policy.Namespace == route.Namespace
            && policy.Object.Spec.TargetRef is { Kind: "HTTPRoute" } target && target.Name == route.Reference.Name
            && string.Equals(target.Group ?? "", route.Group, StringComparison.OrdinalIgnoreCase))
        .Select(_authentications.Of)
        .OfType<LinkerdAuthorization>();

    private static bool Targets(AuthorizationPolicyTargetRef target, ConfigObject<Server> server) =>
        (target.Kind == "Server" && target.Name == server.Name) || (target.Kind == "Namespace" && target.Name == server.Namespace);

    private static bool Names(ConfigObject<ServerAuthorization> authorization, ConfigObject<Server> server)
    {
        var named = authorization.Object.Spec.Server;
        return named.Name is { } name
            ? name == server.Name
            : named.Selector is { } selector && LabelSelector.FromNode(selector.ToNode()).Picks(server.Object.Metadata.Labels ?? []);
    }

    private static bool Selects(ConfigObject<Server> server, Workload workload, int port)
    {
        var spec = server.Object.Spec;
        return server.Namespace == workload.Namespace
            && spec.PodSelector is { } selector
            && (spec.Port.Number is { } number
                ? number == port
                : workload.Ports.Any(declared => declared.Number == port && declared.Name == spec.Port.Text))
            && LabelSelector.FromNode(selector.ToNode()).Picks(workload.Labels);
    }

    private bool IsSkipped(LinkerdCall call) => LinkerdAnnotations.HasPort(Annotation(call.To, LinkerdAnnotations.SkipInboundPorts), call.Port);

    private string? Annotation(Workload workload, string name) => LinkerdAnnotations.Of(workload, _namespaces.GetValueOrDefault(workload.Namespace), name);

    private static string Verb(bool? allow) => allow switch
    {
        true => "lets in",
        false => "keeps out",
        null => "depends on the address, which is not known, of",
    };

    private static string Describe(LinkerdClient client) => client.Identity ?? $"{client.Address} without identity";
}
