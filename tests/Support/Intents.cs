using Components.Intent;
using Trust;

namespace Tests.Support;

/// <summary>
/// A small fleet described in a few lines, from which tests get each region's <see cref="RegionIntent"/>: both sides of every call follow from one
/// statement, as they do from a stack file.
/// </summary>
internal sealed class Intents
{
    private readonly List<Region> _regions = [];
    private readonly List<FleetNamespace> _namespaces = [];
    private readonly List<FleetService> _services = [];
    private readonly List<FleetCall> _calls = [];
    private readonly List<ExternalService> _externals = [];

    public MeshOptions Mesh { get; init; } = new() { MeshId = "acme", Mode = MutualTlsMode.Strict };

    public static PolicyException Exception { get; } =
        new() { Name = "known", Owner = "sre", Reason = "a test needs it", Expires = new DateOnly(2027, 6, 30) };

    public Intents Region(string name, string? eastWestAddress = null, string? network = null)
    {
        _regions.Add(new Region
        {
            Name = name,
            TrustDomain = TrustDomain.Parse($"{name}.mesh.example"),
            Cluster = $"test-{name}",
            Network = network ?? name,
            Context = $"test-{name}",
            EastWestAddress = eastWestAddress,
        });
        return this;
    }

    public Intents Namespace(string name, MutualTlsMode? mode = null, bool injected = true, string[]? regions = null)
    {
        _namespaces.Add(new FleetNamespace(name, mode, injected, regions));
        return this;
    }

    /// <summary>A service; ports are written <c>name:port:targetPort:protocol[:mode]</c>.</summary>
    public Intents Service(
        string name, string @namespace, string[] ports, string[]? regions = null, ServerKind kind = ServerKind.Mesh, ConnectionPool? pool = null)
    {
        _services.Add(new FleetService(name, @namespace, [.. ports.Select(FleetPort.Parse)], regions, kind, pool));
        return this;
    }

    /// <summary>A permission. The source is a service, <c>@ingress</c>, <c>@prometheus</c> or <c>@anyone</c>; it calls from its own region only unless told.</summary>
    public Intents Call(
        string from, string to, string port, string[]? methods = null, string[]? paths = null, string[]? fromRegions = null)
    {
        _calls.Add(new FleetCall(from, to, port, methods ?? [], paths ?? [], fromRegions));
        return this;
    }

    public Intents External(string name, string[] hosts, int port, ExternalTls tls, params string[] callers)
    {
        _externals.Add(new ExternalService
        {
            Name = name,
            Hosts = hosts,
            Port = port,
            Tls = tls,
            Callers = [.. callers.Select(caller => new ExternalCaller { Name = caller, Namespace = Find(caller).Namespace, Labels = Labels(caller) })],
        });
        return this;
    }

    public IReadOnlyList<RegionIntent> All() => [.. _regions.Select(region => For(region.Name))];

    public RegionIntent For(string name)
    {
        var region = _regions.Single(candidate => candidate.Name == name);
        return new RegionIntent
        {
            Environment = "test",
            Region = region,
            Peers = [.. _regions.Where(other => other != region)],
            Mesh = Mesh,
            Namespaces = [.. _namespaces
                .Where(own => In(own.Regions, name))
                .OrderBy(own => own.Name, StringComparer.Ordinal)
                .Select(own => new NamespaceIntent
                {
                    Name = own.Name,
                    PodSecurity = PodSecurityLevel.Restricted,
                    DataPlane = own.Injected ? DataPlaneKind.Sidecar : null,
                    Mode = own.Mode,
                    Exception = own.Mode is null ? null : Exception,
                })],
            Workloads = [.. _services
                .Where(service => Runs(service, name))
                .OrderBy(service => service.Namespace, StringComparer.Ordinal)
                .ThenBy(service => service.Name, StringComparer.Ordinal)
                .Select(service => Workload(service, region))],
            Externals = [.. _externals
                .Select(external => external with { Callers = [.. external.Callers.Where(caller => Runs(Find(caller.Name), name))] })
                .Where(external => external.Callers.Count > 0)
                .OrderBy(external => external.Name, StringComparer.Ordinal)],
        };
    }

    private Workload Workload(FleetService service, Region region) => new()
    {
        Name = service.Name,
        Namespace = service.Namespace,
        ServiceAccount = service.Name,
        Identity = Identity(region, service.Namespace, service.Name),
        Labels = Labels(service.Name),
        Kind = service.Kind,
        DataPlane = service.Kind is ServerKind.Mesh && _namespaces.Single(own => own.Name == service.Namespace).Injected ? DataPlaneKind.Sidecar : null,
        Ports = [.. service.Ports.Select(port => new WorkloadPort
        {
            Name = port.Name,
            Port = port.Port,
            TargetPort = port.TargetPort,
            Protocol = port.Protocol,
            Mode = port.Mode,
            Exception = port.Mode is null ? null : Exception,
            Callers = [.. _calls.Where(call => (call.To, call.Port) == (service.Name, port.Name)).SelectMany(call => Callers(call, region))],
        })],
        Outbound = [.. _calls
            .Where(call => call.From == service.Name)
            .GroupBy(call => (call.To, call.Port))
            .Select(calls => Outbound(calls.Key.To, calls.Key.Port, [.. calls], region))
            .OfType<OutboundCall>()],
        CalledAcrossRegions = _calls.Any(call => call.To == service.Name && Callers(call, region).Any(caller => caller.Source is CallSource.FromWorkload { Remote: true })),
        ConnectionPool = service.Pool,
    };

    private IEnumerable<Caller> Callers(FleetCall call, Region destination)
    {
        foreach (var source in Sources(call, destination))
        {
            yield return new Caller
            {
                Source = source,
                Methods = call.Methods,
                Paths = call.Paths,
                Exception = source is CallSource.FromAnyone or CallSource.FromPrometheus ? Exception : null,
            };
        }
    }

    private IEnumerable<CallSource> Sources(FleetCall call, Region destination) => call.From switch
    {
        "@ingress" => [new CallSource.FromIngress { Identity = Identity(destination, Mesh.GatewayNamespace, Mesh.IngressGateway) }],
        "@prometheus" => [new CallSource.FromPrometheus()],
        "@anyone" => [new CallSource.FromAnyone()],
        _ => _regions
            .Where(region => (call.FromRegions ?? [destination.Name]).Contains(region.Name) && Runs(Find(call.From), region.Name))
            .Select(region => new CallSource.FromWorkload
            {
                Name = call.From,
                Namespace = Find(call.From).Namespace,
                Region = region.Name,
                Remote = region != destination,
                Identity = Identity(region, Find(call.From).Namespace, call.From),
                Labels = Labels(call.From),
            }),
    };

    private OutboundCall? Outbound(string to, string portName, List<FleetCall> calls, Region source)
    {
        var service = Find(to);
        var port = service.Ports.Single(candidate => candidate.Name == portName);
        List<string> destinations = [.. _regions
            .Where(region => Runs(service, region.Name) && calls.Any(call => (call.FromRegions ?? [region.Name]).Contains(source.Name)))
            .Select(region => region.Name)];
        return destinations.Count == 0
            ? null
            : new OutboundCall
            {
                Name = to,
                Namespace = service.Namespace,
                Labels = Labels(to),
                Kind = service.Kind,
                PortName = port.Name,
                Port = port.Port,
                TargetPort = port.TargetPort,
                Protocol = port.Protocol,
                Local = destinations.Contains(source.Name),
                RemoteRegions = [.. destinations.Where(region => region != source.Name)],
            };
    }

    private FleetService Find(string name) => _services.Single(service => service.Name == name);

    private bool Runs(FleetService service, string region) =>
        In(service.Regions, region) && In(_namespaces.Single(own => own.Name == service.Namespace).Regions, region);

    private static bool In(string[]? regions, string region) => regions is null || regions.Contains(region);

    private static SpiffeId Identity(Region region, string @namespace, string account) =>
        SpiffeId.ForServiceAccount(region.TrustDomain, @namespace, account);

    private static Dictionary<string, string> Labels(string service) => new() { ["app"] = service };

    private sealed record FleetNamespace(string Name, MutualTlsMode? Mode, bool Injected, string[]? Regions);

    private sealed record FleetService(
        string Name, string Namespace, IReadOnlyList<FleetPort> Ports, string[]? Regions, ServerKind Kind, ConnectionPool? Pool);

    private sealed record FleetCall(string From, string To, string Port, string[] Methods, string[] Paths, string[]? FromRegions);

    private sealed record FleetPort(string Name, int Port, int TargetPort, PortProtocol Protocol, MutualTlsMode? Mode)
    {
        public static FleetPort Parse(string text)
        {
            var parts = text.Split(':');
            return new FleetPort(
                parts[0],
                int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
                int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
                Enum.Parse<PortProtocol>(parts[3]),
                parts.Length > 4 ? Enum.Parse<MutualTlsMode>(parts[4]) : null);
        }
    }
}
