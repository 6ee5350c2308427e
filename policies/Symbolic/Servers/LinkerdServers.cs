using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Linkerd;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Servers;

/// <summary>What the proxies of Linkerd's mesh let in, port by port. What no Server selects has the default inbound policy.</summary>
/// <remarks>
/// Any name that a trusted root vouches for may call: Linkerd looks at no trust domain. Its proxies take plaintext as well, and leave it to the
/// policies whether a name is needed; so both transports are open, and the classes of callers without a name say the rest.
/// </remarks>
internal sealed class LinkerdServers(Cluster cluster)
{
    private static readonly CallUniverse Universe = new()
    {
        TrustDomains = null,
        Form = IdentityForm.Linkerd,
        PathNormalization = PathNormalizationType.None,
    };

    private static readonly PortTransport AnyTransport = new() { TakesPlaintext = true, TakesMutualTls = true, Mode = "Linkerd's" };

    private readonly LinkerdSelection _selection = new(cluster);

    /// <summary>Everything that decides about calls to a port.</summary>
    public PortPolicy At(DestinationPort port)
    {
        if (_selection.IsSkipped(port.Workload, port.Number))
        {
            return new PortPolicy { Universe = Universe, Transport = null, Rules = [], IsClosed = false };
        }

        return _selection.ServersOf(port.Workload, port.Number) switch
        {
            [] => Default(port),
            [var server] => Of(server, port),
            var several => Closed([]) with
            {
                Unknown = $"{string.Join(" and ", several.Select(server => server.Reference))} select the same port, and Linkerd takes either",
            },
        };
    }

    /// <summary>The ports that Servers and annotations name.</summary>
    public IEnumerable<int> PortsNamed(Workload workload) => _selection.PortsNamed(workload);

    /// <summary>Whether an annotation is about a port, so that it cannot stand for those that nothing is said of.</summary>
    public bool IsAnnotated(Workload workload, int port) => _selection.IsAnnotated(workload, port);

    private PortPolicy Default(DestinationPort port)
    {
        var (name, authorization) = _selection.DefaultOf(port.Workload, port.Number);
        return Closed([.. authorization is null ? [] : Rules(authorization, $"the default inbound policy {name}", null), .. Probes(port, null)]);
    }

    /// <summary>What Linkerd lets the kubelet's probes, and everybody in their networks, ask of a port without routes.</summary>
    private IEnumerable<PortRule> Probes(DestinationPort port, ConfigObject<Server>? server)
    {
        if (!port.IsHttp || _selection.ProbesOf(port.Workload, port.Number, server) is not { } probes)
        {
            yield break;
        }

        foreach (var rule in Rules(probes.Authorization, probes.Authorization.Name, null))
        {
            yield return rule with
            {
                Clauses =
                [
                    .. rule.Clauses.Select(clause => clause with
                    {
                        Tests = new ClauseTests(
                        [
                            .. clause.Tests,
                            new(new DimensionKey(DimensionKind.Method), [new Test(IsNegated: false, [TextPattern.Exact("GET")])]),
                            new(new DimensionKey(DimensionKind.Path), [new Test(IsNegated: false, [.. probes.Paths.Select(TextPattern.Exact)])]),
                        ]),
                    }),
                ],
            };
        }
    }

    private PortPolicy Of(ConfigObject<Server> server, DestinationPort port)
    {
        var isHttp = port.IsHttp;
        var routes = isHttp ? _selection.RoutesOf(server) : [];
        return Closed(
        [
            .. _selection.AuthorizationsOf(server).SelectMany(authorization => Rules(authorization, authorization.Name, null)),
            .. Probes(port, server),
            .. from route in routes
               from authorization in _selection.AuthorizationsOf(route)
               from rule in Rules(authorization, authorization.Name, NameOf(route))
               select rule,
        ]) with
        {
            AllowPolicy = server.Reference,
            AllowSource = server.Source,
            Unknown = isHttp ? _selection.UnmodelledRoute(server) : null,
            Routes =
            [
                .. routes.SelectMany(LinkerdClauses.Of, (route, found) => (Name: NameOf(route), found.Rank, found.Match))
                    .OrderByDescending(entry => entry.Rank)
                    .Select(entry => new PortRoute(entry.Name, entry.Match)),
            ],
        };
    }

    private static PortPolicy Closed(IReadOnlyList<PortRule> rules) =>
        new() { Universe = Universe, Transport = AnyTransport, Rules = rules, IsClosed = true };

    private static string NameOf(LinkerdRoute route) => $"{route.Reference} ({route.Group})";

    private static IEnumerable<PortRule> Rules(LinkerdAuthorization authorization, string id, string? route) => LinkerdClauses.Of(authorization) is { } clause
        ?
        [
            new PortRule
            {
                Action = RuleAction.Allow,
                Id = id,
                Object = authorization.Object?.Reference,
                Source = authorization.Object?.Source,
                Clauses = [clause],
                Route = route,
            },
        ]
        : [];
}
