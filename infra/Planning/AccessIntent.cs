using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Policies.Model;
using Trust;
using Workload = Components.Intent.Workload;
using WorkloadPort = Components.Intent.WorkloadPort;

namespace Infra.Planning;

/// <summary>What a region's intent allows, in the terms of the proof. It follows from the intent alone and knows no policy.</summary>
internal static class AccessIntent
{
    /// <summary>Where Linkerd's proxies answer themselves, to whoever the network lets through.</summary>
    private static readonly IntendedPort LinkerdAdministration = new()
    {
        Number = 4191,
        Calls = [new IntendedCall { From = new IntendedCaller.Anyone(), Methods = ["GET"], Paths = ["/live", "/metrics", "/ready"] }],
    };

    /// <summary>The intended access of a region.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">What is installed around the mesh.</param>
    public static IntendedAccess Of(RegionIntent intent, PlatformOptions options)
    {
        var (modes, callers) = (new PeerModes(intent), new IntendedCallers());
        return new IntendedAccess
        {
            Namespaces =
            [
                .. Platform(intent, options).Select(name => new IntendedNamespace { Name = name }),
                .. intent.Namespaces.Select(own => new IntendedNamespace
                {
                    Name = own.Name,
                    Ports = own.InLinkerd ? [LinkerdAdministration] : null,
                    Transport = own.Injected ? Transport(modes.OfNamespace(own.Name)) : null,
                }),
                .. RemoteDestinations.NamespacesOf(intent).Select(name => new IntendedNamespace { Name = name }),
            ],
            Servers =
            [
                .. Gateways(intent),
                .. intent.Workloads.Where(workload => workload.InMesh).Select(workload => Server(modes, callers, workload)),
                .. intent.Workloads.Where(workload => workload.InLinkerd).Select(workload => LinkerdServer(callers, workload)),
            ],
            CrossNetworkHosts =
            [
                .. intent.Workloads
                    .Where(workload => workload.InMesh && workload.Ports.Any(port => port.Callers.Any(caller => caller.Source is CallSource.FromWorkload { Remote: true })))
                    .Where(_ => intent.Region.EastWestAddress is not null)
                    .Select(workload => $"{workload.Name}.{workload.Namespace}.svc.{intent.Region.ClusterDomain}"),
            ],
            Exposures = intent.Edge is null ? null : [.. Exposures(intent)],
            Externals = [.. intent.Externals.Select(external => External(intent, external))],
            Flows = IntendedFlows.Of(intent, options),
        };
    }

    private static IEnumerable<IntendedExposure> Exposures(RegionIntent intent) =>
        from workload in intent.Workloads
        from port in workload.Ports
        from caller in port.Callers
        from host in caller.Hosts
        select new IntendedExposure
        {
            Host = host.Name,
            Namespace = workload.Namespace,
            Name = workload.Name,
            Port = port.TargetPort,
            Methods = caller.Methods,
            Paths = caller.Paths,
            AsksForCertificate = host.AsksForCertificate,
        };

    private static IntendedExternal External(RegionIntent intent, ExternalService external) => new()
    {
        Hosts = external.Hosts,
        Port = external.Port,
        Callers = [.. external.Callers.Select(caller => $"{caller.Namespace}/{caller.Name}")],
        IsMutual = external.Tls is ExternalTls.Mutual,
        Gateway = external.ThroughGateway ? $"{intent.Mesh.GatewayNamespace}/{Components.Mesh.Gateways.Egress}" : null,
    };

    /// <summary>The platform's own namespaces.</summary>
    internal static IReadOnlyList<string> Platform(RegionIntent intent, PlatformOptions options) =>
    [
        .. intent.HasIstio ? [intent.Mesh.RootNamespace, PlatformNamespaceNames.IstioCni] : (string[])[],
        PlatformNamespaceNames.CertManager,
        .. intent.HasIstio ? [intent.Mesh.GatewayNamespace] : (string[])[],
        .. PlatformFlows.Namespaces(intent, options),
    ];

    private static IntendedServer Server(PeerModes modes, IntendedCallers callers, Workload workload) => new()
    {
        Namespace = workload.Namespace,
        Name = workload.Name,
        Ports = [.. workload.Ports.Select(port => Port(modes, callers, workload, port))],
        OtherPorts = Transport(modes.OfNamespace(workload.Namespace)),
    };

    /// <summary>A server in Linkerd's mesh: callers go by other names there, and every proxy answers for itself on a port of its own.</summary>
    private static IntendedServer LinkerdServer(IntendedCallers callers, Workload workload) => new()
    {
        Namespace = workload.Namespace,
        Name = workload.Name,
        Ports =
        [
            .. workload.Ports.Select(port => new IntendedPort
            {
                Number = port.TargetPort,
                Calls = [.. port.Callers.Select(caller => new IntendedCall
                {
                    From = callers.Of(caller.Source) is IntendedCaller.Identity identity
                        ? new IntendedCaller.Identity(LinkerdIdentity(SpiffeId.Parse(identity.SpiffeId)))
                        : new IntendedCaller.Anyone(),
                    Methods = caller.Methods,
                    Paths = caller.Paths,
                })],
            }),
            LinkerdAdministration,
        ],
    };

    private static string LinkerdIdentity(SpiffeId identity)
    {
        var path = identity.Path.Split('/');
        return $"{path[4]}.{path[2]}.serviceaccount.identity.linkerd.{identity.TrustDomain}";
    }

    private static IntendedPort Port(PeerModes modes, IntendedCallers callers, Workload workload, WorkloadPort port) => new()
    {
        Number = port.TargetPort,
        Transport = Transport(modes.OfPort(workload, port)),
        Calls = [.. port.Callers.Select(caller => new IntendedCall { From = callers.Of(caller.Source), Methods = caller.Methods, Paths = caller.Paths })],
    };

    /// <summary>Gateways for calls from outside take what arrives at their ports: behind them the called workload decides.</summary>
    private static IEnumerable<IntendedServer> Gateways(RegionIntent intent)
    {
        if (Components.Mesh.Gateways.HasIngress(intent))
        {
            yield return Gateway(intent, intent.Mesh.IngressGateway, Components.Mesh.Gateways.IngressPorts(intent));
        }

        if (intent.Region.EastWestAddress is not null)
        {
            yield return Gateway(intent, Components.Mesh.Gateways.EastWest, [Components.Mesh.Gateways.EastWestPort]);
        }

        if (Components.Mesh.Gateways.HasEgress(intent))
        {
            yield return EgressGateway(intent);
        }
    }

    /// <summary>Who may call an external service through the egress gateway may call its hosts there, with or without a port behind the name.</summary>
    private static IntendedServer EgressGateway(RegionIntent intent) => new()
    {
        Namespace = intent.Mesh.GatewayNamespace,
        Name = Components.Mesh.Gateways.Egress,
        Ports =
        [
            new IntendedPort
            {
                Number = Components.Mesh.Gateways.EgressPort,
                Calls =
                [
                    .. from external in intent.Externals
                       where external.ThroughGateway
                       from caller in external.Callers
                       let workload = intent.Workloads.First(workload => (workload.Namespace, workload.Name) == (caller.Namespace, caller.Name))
                       from domain in intent.Region.TrustDomains
                       select new IntendedCall
                       {
                           From = new IntendedCaller.Identity(workload.Identity.In(domain).ToString()),
                           Hosts = [.. external.Hosts.SelectMany(host => (string[])[host, $"{host}:*"])],
                       },
                ],
            },
        ],
    };

    private static IntendedServer Gateway(RegionIntent intent, string name, IReadOnlyList<int> ports) => new()
    {
        Namespace = intent.Mesh.GatewayNamespace,
        Name = name,
        Ports =
        [
            .. ports.Select(port => new IntendedPort { Number = port, Calls = [new IntendedCall { From = new IntendedCaller.Anyone() }] }),
        ],
    };

    private static IntendedTransport Transport(MutualTlsMode mode) => mode switch
    {
        MutualTlsMode.Strict => IntendedTransport.MutualTls,
        MutualTlsMode.Permissive => IntendedTransport.Both,
        _ => IntendedTransport.Plaintext,
    };
}
