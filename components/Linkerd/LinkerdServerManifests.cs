using System.Diagnostics;
using Components.Intent;
using Manifests;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta3;
using Manifests.Meta.V1;

namespace Components.Linkerd;

/// <summary>
/// Who may call what in Linkerd's mesh: a <c>Server</c> for each port of the intent, which closes it, and the authorizations of its callers.
/// </summary>
/// <remarks>
/// Ports without Server are closed by the default inbound policy <c>deny</c> of their namespace. Callers are named by their whole names, trust domain
/// included.
/// </remarks>
public static class LinkerdServerManifests
{
    private const string Everyone = "everyone";
    private const string Admin = "linkerd-admin";
    private const int MatchesPerRule = 8;

    /// <summary>The Servers and routes: what closes a port. It comes after the authorizations.</summary>
    public static IReadOnlyList<KubernetesObject> Servers(RegionIntent intent)
    {
        PortProblems.ThrowIfAny(intent);
        return
        [
            .. from own in Namespaces(intent) from part in Administration(own) where part is not AuthorizationPolicy select part,
            .. from part in Ports(intent) where part is Server or HTTPRoute select part,
        ];
    }

    /// <summary>The authentications and authorizations: what lets callers in.</summary>
    public static IReadOnlyList<KubernetesObject> Authorizations(RegionIntent intent)
    {
        PortProblems.ThrowIfAny(intent);
        return
        [
            .. from own in Namespaces(intent) select Anybody(own),
            .. from own in Namespaces(intent) from part in Administration(own).OfType<AuthorizationPolicy>() select part,
            .. from part in Ports(intent) where part is not Server and not HTTPRoute select part,
        ];
    }

    private static IEnumerable<string> Namespaces(RegionIntent intent) => intent.Namespaces.Where(own => own.InLinkerd).Select(own => own.Name);

    private static IEnumerable<KubernetesObject> Ports(RegionIntent intent) =>
        from workload in intent.Workloads
        where workload.InLinkerd
        from port in workload.Ports
        from part in Of(workload, port)
        select part;

    private static IEnumerable<KubernetesObject> Of(Workload workload, WorkloadPort port)
    {
        var (name, requests) = (LinkerdNames.Server(workload, port), PortRequests.Of(port));
        yield return Closed(name, workload.Namespace, workload.Labels, port.TargetPort, Protocol(port.Protocol, requests.Restricted.Count > 0));
        foreach (var part in Allow(name, workload.Namespace, LinkerdTarget.Server(name), requests.Unrestricted))
        {
            yield return part;
        }

        foreach (var (index, requested) in requests.Restricted.Index())
        {
            var route = $"{name}-{index + 1}";
            yield return Route(route, workload.Namespace, name, requested.Matches);
            foreach (var part in Allow(route, workload.Namespace, LinkerdTarget.Route(route), requested.Clients))
            {
                yield return part;
            }
        }

        if (requests.Restricted.Count > 0)
        {
            // What no route takes would be a 404 to those too who may make every request; here it is theirs, and a 403 to the others.
            yield return Route($"{name}-other", workload.Namespace, name, [(PathCell.Every, null)]);
        }
    }

    /// <summary>
    /// The port on which every proxy of a namespace serves metrics and readiness, without which Prometheus sees nothing. Who reaches it is the network
    /// policies' to say.
    /// </summary>
    private static IEnumerable<KubernetesObject> Administration(string @namespace) =>
    [
        Closed(Admin, @namespace, new Dictionary<string, string>(), LinkerdNames.AdminPort, "HTTP/1"),
        Route(Admin, @namespace, Admin, [.. LinkerdNames.AdminPaths.Select(path => (new PathCell(path, HasBase: true, HasBelow: false), (string?)"GET"))]),
        Policy(Admin, @namespace, LinkerdTarget.Route(Admin), nameof(NetworkAuthentication), Everyone),
    ];

    private static IEnumerable<KubernetesObject> Allow(string name, string @namespace, AuthorizationPolicyTargetRef target, Clients clients)
    {
        if (clients.IsEveryone)
        {
            yield return Policy(name, @namespace, target, nameof(NetworkAuthentication), Everyone);
        }
        else if (clients.Identities.Count > 0)
        {
            yield return new MeshTLSAuthentication
            {
                Metadata = Metadata(name, @namespace),
                Spec = new MeshTLSAuthenticationSpec { Identities = [.. clients.Identities] },
            };
            yield return Policy(name, @namespace, target, nameof(MeshTLSAuthentication), name);
        }
    }

    /// <summary>Clients without a certificate have nothing but an address.</summary>
    private static NetworkAuthentication Anybody(string @namespace) => new()
    {
        Metadata = Metadata(Everyone, @namespace),
        Spec = new NetworkAuthenticationSpec { Networks = [new() { Cidr = "0.0.0.0/0" }, new() { Cidr = "::/0" }] },
    };

    private static Server Closed(string name, string @namespace, IReadOnlyDictionary<string, string> labels, int port, string protocol) => new()
    {
        Metadata = Metadata(name, @namespace),
        Spec = new ServerSpec
        {
            PodSelector = labels.Count == 0
                ? new ServerPodSelector()
                : new ServerPodSelector { MatchLabels = (MapNode)Node.FromPlainObject(labels.ToDictionary(label => label.Key, label => (object?)label.Value)) },
            Port = port,
            ProxyProtocol = protocol,
            AccessPolicy = "deny",
        },
    };

    /// <summary>
    /// The protocol, stated so that nothing is sniffed. A Server for gRPC ignores HTTPRoutes (linkerd2, policy-controller/grpc/src/inbound.rs), so where
    /// methods and paths count, gRPC is the HTTP/2 that it is.
    /// </summary>
    private static string Protocol(PortProtocol protocol, bool hasRoutes) => protocol switch
    {
        PortProtocol.Http => "HTTP/1",
        PortProtocol.Http2 => "HTTP/2",
        PortProtocol.Grpc => hasRoutes ? "HTTP/2" : "gRPC",
        PortProtocol.Tcp => "opaque",
        PortProtocol.Tls => "TLS",
        _ => throw new UnreachableException(),
    };

    private static HTTPRoute Route(string name, string @namespace, string server, IReadOnlyList<(PathCell Paths, string? Method)> matches) => new()
    {
        Metadata = Metadata(name, @namespace),
        Spec = new HTTPRouteSpec
        {
            ParentRefs = [new() { Group = LinkerdNames.PolicyGroup, Kind = nameof(Server), Name = server }],
            Rules =
            [
                .. matches.Chunk(MatchesPerRule).Select(chunk => new HTTPRouteRule
                {
                    Matches = [.. chunk.Select(match => new HTTPRouteMatch
                    {
                        Path = match.Paths.ToMatch(),
                        Method = match.Method is null ? null : Enum.Parse<HTTPRouteMethod>(match.Method, ignoreCase: true),
                    })],
                }),
            ],
        },
    };

    private static AuthorizationPolicy Policy(
        string name, string @namespace, AuthorizationPolicyTargetRef target, string authentication, string authenticationName) => new()
        {
            Metadata = Metadata(name, @namespace),
            Spec = new AuthorizationPolicySpec
            {
                TargetRef = target,
                RequiredAuthenticationRefs = [new() { Group = LinkerdNames.PolicyGroup, Kind = authentication, Name = authenticationName }],
            },
        };

    private static ObjectMeta Metadata(string name, string @namespace) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };
}
