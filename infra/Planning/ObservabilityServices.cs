using Components.Intent;
using Components.Observability;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>
/// Jaeger and Kiali as services of the intent, in every region with sidecars. What holds for services then holds for them: identity, policies, network, proof.
/// </summary>
internal sealed class ObservabilityServices
{
    private readonly PlanningContext _context;
    private readonly MeshOptions _mesh;
    private readonly IReadOnlyList<string> _regions;
    private readonly JaegerOptions? _jaeger;
    private readonly KialiOptions? _kiali;

    /// <summary>Reads which of them the settings ask for.</summary>
    public ObservabilityServices(PlanningContext context, MeshOptions mesh)
    {
        (_context, _mesh) = (context, mesh);
        _regions = [.. context.RegionNames.Where(region => context.Settings.Regions[region].DataPlane == DataPlaneKind.Sidecar)];
        var platform = context.Settings.Platform;
        if (platform.Jaeger is { } jaeger && CanRun("jaeger", "Jaeger takes the spans of sidecars"))
        {
            _jaeger = new() { Version = jaeger.Version, SamplingPercentage = jaeger.Sampling, Traces = jaeger.Traces };
        }

        if (platform.Kiali is { } kiali && CanRun("kiali", "Kiali calls its backends through a sidecar"))
        {
            _kiali = new() { Version = kiali.Version, Prometheus = kiali.Prometheus, PrometheusPort = kiali.PrometheusPort };
        }
    }

    /// <summary>Jaeger in a region; null where it is not.</summary>
    public JaegerOptions? JaegerIn(Region region) => _regions.Contains(region.Name) ? _jaeger : null;

    /// <summary>Kiali in a region; null where it is not.</summary>
    public KialiOptions? KialiIn(Region region) => _regions.Contains(region.Name) ? _kiali : null;

    /// <summary>The namespaces of the stack file, and theirs.</summary>
    public IReadOnlyDictionary<string, ResolvedNamespace> With(IReadOnlyDictionary<string, ResolvedNamespace> namespaces) => With(
        namespaces,
        SettingPaths.Namespaces,
        [
            .. _jaeger is null ? [] : (ResolvedNamespace[])[Namespace(JaegerNames.Namespace)],
            .. _kiali is null ? [] : (ResolvedNamespace[])[Namespace(KialiNames.Name)],
        ],
        own => own.Intent.Name);

    /// <summary>The services of the stack file, and they themselves.</summary>
    public IReadOnlyDictionary<string, ResolvedService> With(IReadOnlyDictionary<string, ResolvedService> services) => With(
        services,
        SettingPaths.Services,
        [.. _jaeger is null ? [] : (ResolvedService[])[JaegerService()], .. _kiali is null ? [] : (ResolvedService[])[KialiService()]],
        own => own.Name);

    /// <summary>
    /// Who may call Jaeger: in each region every sidecar and the ingress gateway with spans, and Kiali with queries. Nobody calls Kiali; people come by
    /// <c>kubectl port-forward</c>.
    /// </summary>
    public IEnumerable<ResolvedCall> Calls(
        IReadOnlyDictionary<string, ResolvedService> services, IReadOnlyCollection<ResolvedCall> calls, IReadOnlyDictionary<string, Region> regions)
    {
        if (_jaeger is null || !services.TryGetValue(JaegerNames.Collector, out var jaeger) || !jaeger.AccountByChart)
        {
            return [];
        }

        var ingress = calls.Where(call => call.Caller.Source is CallSource.FromIngress).ToLookup(call => call.Region, call => call.Caller.Source);
        return
        [
            .. from region in _regions
               from source in services.Values
               where source.Regions.Contains(region) && source.InMesh && source != jaeger
               from port in source.Name == KialiNames.Name && _kiali is not null ? [JaegerNames.SpansPort, JaegerNames.QueryPort] : (string[])[JaegerNames.SpansPort]
               select new ResolvedCall
               {
                   Destination = jaeger,
                   Region = region,
                   Port = port,
                   Source = source,
                   SourceRegion = region,
                   Caller = new Caller
                   {
                       Source = new CallSource.FromWorkload
                       {
                           Name = source.Name,
                           Namespace = source.Namespace.Intent.Name,
                           Region = region,
                           Remote = false,
                           Identity = source.IdentityIn(regions[region]),
                           Labels = source.Labels,
                       },
                   },
               },
            .. from region in _regions
               where ingress.Contains(region)
               select new ResolvedCall
               {
                   Destination = jaeger,
                   Region = region,
                   Port = JaegerNames.SpansPort,
                   Caller = new Caller { Source = ingress[region].First() },
               },
        ];
    }

    private bool CanRun(string key, string reason)
    {
        if (_regions.Count == 0)
        {
            _context.Report.Add(
                SettingPaths.Platform[key], $"{reason}, and no region has any", fix: $"remove the key, or give a region dataPlane: {WireName.Of(DataPlaneKind.Sidecar)}");
        }

        return _regions.Count > 0;
    }

    private IReadOnlyDictionary<string, T> With<T>(
        IReadOnlyDictionary<string, T> stated, SettingsPath path, IReadOnlyList<T> own, Func<T, string> name)
    {
        if (own.Count == 0)
        {
            return stated;
        }

        foreach (var taken in own.Select(name).Where(stated.ContainsKey))
        {
            _context.Report.Add(path[taken], $"{taken} belongs to the platform, which installs it", fix: "choose another name");
        }

        return new OrderedDictionary<string, T>(
            stated.Concat(own.Where(added => !stated.ContainsKey(name(added))).Select(added => KeyValuePair.Create(name(added), added)))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private ResolvedNamespace Namespace(string name) => new()
    {
        Regions = _regions,
        Mode = _mesh.Mode,
        Intent = new NamespaceIntent { Name = name, PodSecurity = PodSecurityLevel.Restricted, DataPlane = DataPlaneKind.Sidecar },
    };

    private ResolvedService JaegerService() => Service(JaegerNames.Collector, JaegerNames.Namespace, JaegerNames.Namespace, JaegerNames.Labels, new Dictionary<string, PortSettings>
    {
        [JaegerNames.SpansPort] = new() { Port = JaegerNames.Spans, Protocol = PortProtocol.Grpc },
        [JaegerNames.QueryPort] = new() { Port = JaegerNames.Query, Protocol = PortProtocol.Grpc },
    });

    private ResolvedService KialiService() =>
        Service(KialiNames.Name, KialiNames.Name, KialiNames.Name, KialiNames.Labels, new Dictionary<string, PortSettings>());

    private ResolvedService Service(
        string name, string @namespace, string account, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, PortSettings> ports) => new()
        {
            Name = name,
            Namespace = Namespace(@namespace),
            Settings = new ServiceSettings { Namespace = @namespace, Ports = ports },
            ServiceAccount = account,
            AccountByChart = true,
            Labels = labels,
            Regions = _regions,
        };
}
