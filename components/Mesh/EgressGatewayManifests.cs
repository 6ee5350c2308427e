using Components.Intent;
using Manifests;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>
/// The external services that are called through the egress gateway (Istio, "Egress Gateways with TLS Origination"): callers' sidecars send requests for
/// their hosts to the gateway over the mesh's mutual TLS, the gateway asks its policy who they are, and speaks TLS to the outside.
/// </summary>
/// <remarks>
/// Everything lives in the gateways' namespace and is exported to those of the callers, so that one place says what leaves the cluster. Nothing of Istio's
/// keeps a workload from going around the gateway; the network policies do (<c>Components.Network</c>).
/// </remarks>
public static class EgressGatewayManifests
{
    private const string GatewayName = "egress";
    private const string Mesh = "mesh";

    /// <summary>
    /// The Gateway and the rule for the callers, then for each external service its entry, and for each of its hosts a route and the TLS to the outside.
    /// Nothing where no call leaves through the gateway.
    /// </summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent)
    {
        var externals = Externals(intent);
        return externals.Count == 0
            ? []
            :
            [
                Gateway(intent, externals),
                ToGateway(intent, externals),
                .. externals.SelectMany(external => OfExternal(intent, external)),
            ];
    }

    /// <summary>Who may call which hosts through the gateway: the last place that knows the caller.</summary>
    public static AuthorizationPolicy Allow(RegionIntent intent) => new()
    {
        Metadata = Metadata(intent, Gateways.Egress),
        Spec = new AuthorizationPolicySpec
        {
            Selector = new() { MatchLabels = new ValueMap<string>(Gateways.EgressLabels) },
            Rules = [.. Externals(intent).Select(external => Rule(intent, external))],
        },
    };

    private static List<ExternalService> Externals(RegionIntent intent) => [.. intent.Externals.Where(external => external.ThroughGateway)];

    private static AuthorizationPolicyRule Rule(RegionIntent intent, ExternalService external)
    {
        var to = AuthorizationPolicyManifests.To([Gateways.EgressPort], [], []);
        return new()
        {
            From = [new() { Source = new() { Principals = [.. Principals(intent, external)] } }],
            // Clients of some libraries write the port behind the host, and a policy compares the text.
            To = [to with { Operation = to.Operation! with { Hosts = [.. external.Hosts.SelectMany(host => (string[])[host, $"{host}:*"])] } }],
        };
    }

    /// <summary>While a region goes from one trust domain to another, its workloads call under either name.</summary>
    private static IEnumerable<string> Principals(RegionIntent intent, ExternalService external) => (
        from caller in external.Callers
        let workload = intent.Workloads.First(workload => (workload.Namespace, workload.Name) == (caller.Namespace, caller.Name))
        from domain in intent.Region.TrustDomains
        select AuthorizationPolicyManifests.Principal(workload.Identity.In(domain))).Distinct();

    /// <summary>One server for each external service: the name that its callers' sidecars send picks it.</summary>
    private static Gateway Gateway(RegionIntent intent, List<ExternalService> externals) => new()
    {
        Metadata = Metadata(intent, GatewayName),
        Spec = new GatewaySpec
        {
            Selector = new ValueMap<string>(Gateways.EgressLabels),
            Servers =
            [
                .. externals.Select(external => new GatewayServer
                {
                    Port = new() { Number = Gateways.EgressPort, Name = $"https-{external.Name}", Protocol = "HTTPS" },
                    Tls = new() { Mode = GatewayMode.IstioMutual },
                    Hosts = [.. external.Hosts],
                }),
            ],
        },
    };

    /// <summary>
    /// How sidecars call the gateway. Automatic mutual TLS would send the gateway's own name, which none of its servers has, so each external service gets
    /// a subset that sends one of its hosts.
    /// </summary>
    private static DestinationRule ToGateway(RegionIntent intent, List<ExternalService> externals) => new()
    {
        Metadata = Metadata(intent, Gateways.Egress),
        Spec = new DestinationRuleSpec
        {
            Host = Gateways.EgressHost(intent),
            Subsets =
            [
                .. externals.Select(external => new DestinationRuleSubset
                {
                    Name = external.Name,
                    TrafficPolicy = new() { Tls = new() { Mode = DestinationRuleMode.IstioMutual, Sni = external.Hosts[0] } },
                }),
            ],
            ExportTo = ExportTo(externals.SelectMany(external => external.Callers)),
        },
    };

    private static IEnumerable<KubernetesObject> OfExternal(RegionIntent intent, ExternalService external)
    {
        yield return new ServiceEntry
        {
            Metadata = Metadata(intent, external.Name),
            Spec = new ServiceEntrySpec
            {
                Hosts = [.. external.Hosts],
                Location = ServiceEntryLocation.MeshExternal,
                Resolution = ServiceEntryResolution.Dns,
                Ports = [new() { Number = ExternalServiceManifests.DialledPort, Name = "http", Protocol = "HTTP", TargetPort = external.Port }],
                ExportTo = ExportTo(external.Callers),
            },
        };
        foreach (var host in external.Hosts)
        {
            yield return Route(intent, external, host);
            yield return ToOutside(intent, external, host);
        }
    }

    /// <summary>The two halves of a call: from the caller's sidecar to the gateway, and from there to the host.</summary>
    private static VirtualService Route(RegionIntent intent, ExternalService external, string host) => new()
    {
        Metadata = Metadata(intent, host),
        Spec = new VirtualServiceSpec
        {
            Hosts = [host],
            Gateways = [Mesh, GatewayName],
            Http =
            [
                new()
                {
                    Match = [new() { Gateways = [Mesh], Port = ExternalServiceManifests.DialledPort }],
                    Route =
                    [
                        new() { Destination = new() { Host = Gateways.EgressHost(intent), Subset = external.Name, Port = new() { Number = Gateways.EgressPort } } },
                    ],
                },
                new()
                {
                    Match = [new() { Gateways = [GatewayName], Port = Gateways.EgressPort }],
                    Route = [new() { Destination = new() { Host = host, Port = new() { Number = ExternalServiceManifests.DialledPort } } }],
                },
            ],
            ExportTo = ExportTo(external.Callers),
        },
    };

    /// <summary>The gateway's own TLS. It selects the gateway, so that nobody else in its namespace speaks as the partner's client.</summary>
    private static DestinationRule ToOutside(RegionIntent intent, ExternalService external, string host) => new()
    {
        Metadata = Metadata(intent, host),
        Spec = new DestinationRuleSpec
        {
            Host = host,
            TrafficPolicy = new() { Tls = ExternalServiceManifests.Tls(external.Tls, host) },
            WorkloadSelector = new() { MatchLabels = new ValueMap<string>(Gateways.EgressLabels) },
            ExportTo = ["."],
        },
    };

    private static ValueList<string> ExportTo(IEnumerable<ExternalCaller> callers) =>
        [".", .. callers.Select(caller => caller.Namespace).Distinct().Order(StringComparer.Ordinal)];

    private static ObjectMeta Metadata(RegionIntent intent, string name) =>
        new() { Name = name, Namespace = intent.Mesh.GatewayNamespace, Labels = ObjectLabels.Common() };
}
