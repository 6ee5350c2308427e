using Components.Intent;
using Components.Workloads;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Resolves who may call one service: each caller becomes one permission per port, region and calling region.</summary>
internal sealed class CallResolver(
    PlanningContext context,
    MeshOptions mesh,
    IReadOnlyDictionary<string, Region> regions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> accepted,
    IReadOnlyDictionary<string, ResolvedService> services)
{
    /// <summary>The permissions to call a service, in the order of the stack file.</summary>
    public IReadOnlyList<ResolvedCall> Resolve(ResolvedService service, IReadOnlyDictionary<string, PolicyException?> portExceptions)
    {
        var calls = new List<ResolvedCall>();
        for (var index = 0; index < service.Settings.Callers.Count; index++)
        {
            var entry = service.Settings.Callers[index];
            var path = service.Path["callers"][index];
            CallerChecks.CheckRequests(context, service, entry, path);
            var ports = Ports(service, entry, path);
            calls.AddRange(entry.From.StartsWith('@')
                ? FromOutsideServices(service, entry, path, ports, portExceptions)
                : FromService(service, entry, path, ports));
        }

        return calls;
    }

    private List<string> Ports(ResolvedService service, CallerSettings entry, SettingsPath path)
    {
        var ports = service.Settings.Ports;
        if (entry.Ports is null)
        {
            if (service.Settings.Kind == ServerKind.Nats && ports.ContainsKey(NatsPorts.Leaf))
            {
                // A NATS server can only join as a leaf node, and nobody else can.
                var joins = services.TryGetValue(entry.From, out var caller) && caller.Settings.Kind == ServerKind.Nats;
                return [.. ports.Keys.Where(port => port == NatsPorts.Leaf == joins).Take(1)];
            }

            // A server of another kind than mesh has one port; ServerChecks says so once, for the server.
            var isSaidHere = service.Settings.Kind == ServerKind.Mesh;
            var areAllRead = context.Report.Source.CountAt(service.Path["ports"]) == ports.Count
                && !context.Report.Source.Has(path["ports"]);
            if (ports.Count != 1 && isSaidHere && areAllRead)
            {
                var message = ports.Count == 0
                    ? $"service {service.Name} has no port that could be called"
                    : "missing: with several ports, a caller names those that it may call";
                context.Report.Add(path["ports"], message, ports.Count == 0 ? null : string.Join(", ", ports.Keys));
            }

            return ports.Count == 1 ? [ports.Keys.First()] : [];
        }

        var found = new List<string>();
        for (var index = 0; index < entry.Ports.Count; index++)
        {
            if (context.References.TryFind(
                entry.Ports[index], path["ports"][index], $"port in {service.Name} named", ports, service.Path["ports"], out _))
            {
                found.Add(entry.Ports[index]);
            }
        }

        return found;
    }

    private IEnumerable<ResolvedCall> FromService(ResolvedService service, CallerSettings entry, SettingsPath path, List<string> ports)
    {
        if (!context.References.TryFind(entry.From, path["from"], "service", services, SettingPaths.Services, out var source))
        {
            return [];
        }

        context.Exceptions.Refuse(entry.Exception, path, $"{entry.From} has an identity");
        CallerChecks.CheckIdentity(context, service, source, ports, path);
        var from = context.References.Regions(
            entry.Regions,
            path["regions"],
            source.Regions,
            context.Settings.Regions,
            region => $"service {source.Name} does not run in region {region}",
            otherwise: []);
        LinkerdChecks.CheckCaller(context, service, source, from, path);
        CallerChecks.CheckReach(context, service, source, entry, from, regions, path);
        CallerChecks.CheckTrust(context, service, source, from, accepted, path);
        return
            from port in ports
            from destination in service.Regions
            from origin in entry.Regions is null ? source.Regions.Where(region => region == destination) : @from
            select new ResolvedCall
            {
                Destination = service,
                Region = destination,
                Port = port,
                Source = source,
                SourceRegion = origin,
                Caller = Permission(entry, exception: null, new CallSource.FromWorkload
                {
                    Name = source.Name,
                    Namespace = source.Namespace.Intent.Name,
                    Region = origin,
                    Remote = origin != destination,
                    Identity = source.IdentityIn(regions[origin]),
                    Labels = source.Labels,
                    Kind = source.Settings.Kind,
                }),
            };
    }

    private IEnumerable<ResolvedCall> FromOutsideServices(
        ResolvedService service,
        CallerSettings entry,
        SettingsPath path,
        List<string> ports,
        IReadOnlyDictionary<string, PolicyException?> portExceptions)
    {
        CallerChecks.CheckOutsider(context, service, entry, ports, path);
        foreach (var port in ports)
        {
            var exception = ExceptionFor(service, entry, path, portExceptions[port]);
            foreach (var region in service.Regions)
            {
                yield return new ResolvedCall
                {
                    Destination = service,
                    Region = region,
                    Port = port,
                    Caller = Permission(entry, exception, Source(entry.From, regions[region])),
                };
            }
        }
    }

    private PolicyException? ExceptionFor(ResolvedService service, CallerSettings entry, SettingsPath path, PolicyException? port)
    {
        if (entry.From == Callers.Ingress)
        {
            context.Exceptions.Refuse(entry.Exception, path, "the ingress gateway has an identity");
            return null;
        }

        var inherited = entry.From == Callers.Prometheus ? port ?? service.Namespace.Intent.Exception ?? mesh.Exception : port;
        return entry.Exception is null && inherited is not null
            ? inherited
            : context.Exceptions.Require(entry.Exception, path["exception"], $"{entry.From} has no identity");
    }

    private CallSource Source(string from, Region region) => from switch
    {
        Callers.Ingress => new CallSource.FromIngress
        {
            Identity = Trust.SpiffeId.ForServiceAccount(region.TrustDomain, mesh.GatewayNamespace, mesh.IngressGateway),
        },
        Callers.Prometheus => new CallSource.FromPrometheus(),
        _ => new CallSource.FromAnyone(),
    };

    private static Caller Permission(CallerSettings entry, PolicyException? exception, CallSource source) => new()
    {
        Source = source,
        Methods = entry.Methods,
        Paths = entry.Paths,
        Hosts = EdgeHosts.Of(entry),
        Publish = entry.Publish,
        Subscribe = entry.Subscribe,
        ReadKeys = entry.ReadKeys,
        WriteKeys = entry.WriteKeys,
        Role = entry.Role,
        Exception = exception,
    };
}
