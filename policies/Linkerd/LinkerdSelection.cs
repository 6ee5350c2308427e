using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Manifests.Meta.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>
/// Which of Linkerd's objects belong to a port, whatever the call (linkerd2 2.20: policy-controller/k8s/index): Servers, their routes, and the
/// authorizations of both. Objects are looked up by namespace.
/// </summary>
internal sealed class LinkerdSelection
{
    private const string Grpc = "gRPC";

    private readonly LinkerdAuthentications _authentications;
    private readonly LinkerdRoutes _routes;
    private readonly Dictionary<string, NamespaceModel> _namespaces;
    private readonly ILookup<string, ConfigObject<Server>> _servers;
    private readonly ILookup<string, ConfigObject<ServerAuthorization>> _serverAuthorizations;
    private readonly ILookup<string, ConfigObject<AuthorizationPolicy>> _policies;

    /// <summary>Reads a cluster's policies.</summary>
    public LinkerdSelection(Cluster cluster)
    {
        Settings = LinkerdSettings.Of(cluster);
        _authentications = new LinkerdAuthentications(cluster, Settings);
        _routes = new LinkerdRoutes(cluster);
        _namespaces = cluster.Namespaces.ToDictionary(@namespace => @namespace.Name, StringComparer.Ordinal);
        _servers = cluster.LinkerdServers.ToLookup(server => server.Namespace, StringComparer.Ordinal);
        _serverAuthorizations = cluster.LinkerdServerAuthorizations.ToLookup(authorization => authorization.Namespace, StringComparer.Ordinal);
        _policies = cluster.LinkerdAuthorizationPolicies.ToLookup(policy => policy.Namespace, StringComparer.Ordinal);
    }

    /// <summary>The installation's settings.</summary>
    public LinkerdSettings Settings { get; }

    /// <summary>
    /// The Servers that select a port of a workload. Linkerd's admission refuses a second one; where there is one the oldest counts, and either may where
    /// the input does not say which that is.
    /// </summary>
    public IReadOnlyList<ConfigObject<Server>> ServersOf(Workload workload, int port)
    {
        List<ConfigObject<Server>> all = [.. _servers[workload.Namespace].Where(server => IsOn(server, workload, port) && Selects(server, workload))];
        return all.Count > 1 && all.TrueForAll(server => server.Created is not null)
            ? [all.OrderBy(server => server.Created).ThenBy(server => server.Name, StringComparer.Ordinal).First()]
            : all;
    }

    /// <summary>The numbers of a workload's ports that Servers or annotations tell from others, and those of the pod's probes.</summary>
    public IEnumerable<int> PortsNamed(Workload workload) => _servers[workload.Namespace]
        .Where(server => Selects(server, workload))
        .SelectMany(server => PortsOf(server, workload))
        .Concat(LinkerdAnnotations.Ranges(Annotation(workload, LinkerdAnnotations.SkipInboundPorts)).Select(range => range.First))
        .Concat(LinkerdAnnotations.Ranges(Annotation(workload, LinkerdAnnotations.RequireIdentityPorts)).Select(range => range.First))
        .Concat(workload.Probes.Select(probe => probe.Port));

    /// <summary>Whom a Server lets in to all of its port, routes included.</summary>
    public IReadOnlyList<LinkerdAuthorization> AuthorizationsOf(ConfigObject<Server> server) =>
    [
        .. _serverAuthorizations[server.Namespace].Where(item => Names(item, server)).Select(_authentications.Of),
        .. _policies[server.Namespace].Where(policy => Targets(policy.Object.Spec.TargetRef, server)).Select(_authentications.Of).OfType<LinkerdAuthorization>(),
        .. DefaultPolicies.Of(server.Object.Spec.AccessPolicy ?? "deny", Settings) is { } policy ? [policy] : Array.Empty<LinkerdAuthorization>(),
    ];

    /// <summary>Whom a route lets in besides.</summary>
    public IEnumerable<LinkerdAuthorization> AuthorizationsOf(LinkerdRoute route) => _policies[route.Namespace]
        .Where(policy => policy.Object.Spec.TargetRef is var target && string.Equals(target.Kind, "HTTPRoute", StringComparison.OrdinalIgnoreCase)
            && string.Equals(target.Name, route.Reference.Name, StringComparison.OrdinalIgnoreCase)
            && string.Equals(target.Group ?? "", route.Group, StringComparison.OrdinalIgnoreCase))
        .Select(_authentications.Of)
        .OfType<LinkerdAuthorization>();

    /// <summary>The HTTPRoutes of a Server; none where its proxy reads no requests, or those of gRPC only, whose routes are others.</summary>
    public IReadOnlyList<LinkerdRoute> RoutesOf(ConfigObject<Server> server) =>
        server.Object.Spec.ProxyProtocol is "opaque" or "TLS" or Grpc ? [] : _routes.Of(server);

    /// <summary>Why it cannot be told which route of a Server a request belongs to; null where it can. GRPCRoutes count where the Server speaks gRPC.</summary>
    public string? UnmodelledRoute(ConfigObject<Server> server) =>
        server.Object.Spec.ProxyProtocol is Grpc && _routes.GrpcRouteOf(server) is { } route ? $"{route} of {server.Reference} is a route for gRPC, whose matches are not modelled" : null;

    /// <summary>
    /// The paths that anybody in the networks of the kubelets' probes may <c>GET</c> without identity, and who that is: those of the pod's own HTTP probes, on a
    /// port whose requests have no route of their own (<c>default_inbound_http_routes</c>); null where there are none.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="port">The port.</param>
    /// <param name="server">The port's Server; null where none selects it.</param>
    public (IReadOnlyList<string> Paths, LinkerdAuthorization Authorization)? ProbesOf(Workload workload, int port, ConfigObject<Server>? server)
    {
        var paths = workload.Probes.Where(probe => probe.Port == port).Select(probe => probe.Path).Distinct().ToList();
        var reads = server is null
            ? !LinkerdAnnotations.HasPort(Annotation(workload, LinkerdAnnotations.OpaquePorts), port)
            : server.Object.Spec.ProxyProtocol is not ("opaque" or "TLS" or Grpc) && RoutesOf(server).Count == 0;
        return paths.Count == 0 || !reads || Settings.ProbeNetworks.IsEmpty
            ? null
            : (paths, new LinkerdAuthorization("Linkerd's default route for probes", null, null, Settings.ProbeNetworks.Equals(AddressSet.All) ? null : Settings.ProbeNetworks));
    }

    /// <summary>The policy of a port without Server, by name, and whom it lets in; nobody where that is null.</summary>
    public (string Name, LinkerdAuthorization? Authorization) DefaultOf(Workload workload, int port)
    {
        var stated = Annotation(workload, LinkerdAnnotations.DefaultInboundPolicy);
        var name = stated is not null && DefaultPolicies.IsKnown(stated) ? stated : Settings.DefaultInboundPolicy;
        var needsIdentity = LinkerdAnnotations.HasPort(Annotation(workload, LinkerdAnnotations.RequireIdentityPorts), port);
        return (name, DefaultPolicies.Of(name, Settings, needsIdentity));
    }

    /// <summary>Whether connections to a port pass the workload's proxy by.</summary>
    public bool IsSkipped(Workload workload, int port) =>
        LinkerdAnnotations.HasPort(Annotation(workload, LinkerdAnnotations.SkipInboundPorts) ?? LinkerdAnnotations.SkippedByDefault, port);

    /// <summary>Whether some annotation is about a port.</summary>
    public bool IsAnnotated(Workload workload, int port) =>
        IsSkipped(workload, port) || LinkerdAnnotations.HasPort(Annotation(workload, LinkerdAnnotations.RequireIdentityPorts), port);

    /// <summary>What a pod's annotation says, or else its namespace's; null where neither has it.</summary>
    public string? Annotation(Workload workload, string name) => LinkerdAnnotations.Of(workload, _namespaces.GetValueOrDefault(workload.Namespace), name);

    private static IEnumerable<int> PortsOf(ConfigObject<Server> server, Workload workload) => server.Object.Spec.Port.Number is { } number
        ? [(int)number]
        : workload.Ports.Where(port => IsNamed(port, server)).Select(port => port.Number);

    private static bool Targets(AuthorizationPolicyTargetRef target, ConfigObject<Server> server) =>
        (LinkerdKinds.IsPolicy(target.Group, target.Kind, "Server") && target.Name == server.Name)
        || (LinkerdKinds.IsCore(target.Group, target.Kind, "Namespace") && target.Name == server.Namespace);

    private static bool Names(ConfigObject<ServerAuthorization> authorization, ConfigObject<Server> server)
    {
        var named = authorization.Object.Spec.Server;
        return named.Name is { } name
            ? name == server.Name
            : named.Selector is not { } selector || LabelSelector.FromNode(selector.ToNode()).Picks(server.Object.Metadata.Labels ?? []);
    }

    private static bool IsOn(ConfigObject<Server> server, Workload workload, int port) => server.Object.Spec.Port.Number is { } number
        ? number == port
        : workload.Ports.Any(declared => declared.Number == port && IsNamed(declared, server));

    private static bool IsNamed(WorkloadPort port, ConfigObject<Server> server) =>
        port.Protocol is NetworkProtocol.Tcp && port.Name == server.Object.Spec.Port.Text;

    private static bool Selects(ConfigObject<Server> server, Workload workload) =>
        server.Object.Spec.PodSelector is { } selector && LabelSelector.FromNode(selector.ToNode()).Picks(workload.Labels);
}
