using Components.Intent;
using Infra.Hermetic;
using Infra.Planning;
using Infra.Settings;
using Manifests;

namespace Infra.Cli;

/// <summary>
/// Plans and runs the smallest environment that needs most of the code, on a processor that would be idle while the settings are read. A short run's time is
/// the runtime's, which prepares each type and each method when it is first used: what the rehearsal used is ready. What it made is thrown away
/// (<c>docs/adr/0004-start-up.md</c>).
/// </summary>
internal static class Rehearsal
{
    private const string Environment = "rehearsal";

    /// <summary>Begins it, where the command line asks for a preview and there is a second processor.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="today">The day of the run.</param>
    public static void Begin(IReadOnlyList<string> args, DateOnly today)
    {
        if (args is ["preview", ..] && System.Environment.ProcessorCount > 1)
        {
            _ = Task.Run(() => RunAsync(today));
        }
    }

    /// <summary>The whole of it.</summary>
    /// <param name="today">The day of the run.</param>
    public static Task<HermeticRun> RunAsync(DateOnly today)
    {
        var settings = Settings(today);
        var report = new SettingsReport(new SettingsSource(new MapNode(), file: null));
        var intent = IntentResolver.Resolve(Environment, settings, report, today)
            ?? throw new InvalidOperationException(string.Join('\n', report.Errors()));
        return HermeticRun.OfAsync(EnvironmentPlan.From(intent));
    }

    private static EnvironmentSettings Settings(DateOnly today) => new()
    {
        Mesh = new() { Id = Environment },
        Trust = new() { Roots = new Dictionary<string, RootSettings> { ["root"] = new() { NotBefore = today } } },
        Regions = new Dictionary<string, RegionSettings> { ["one"] = Region("one", today), ["two"] = Region("two", today) },
        Namespaces = new Dictionary<string, NamespaceSettings>
        {
            ["shop"] = new(),
            ["data"] = new() { Sidecars = false, PodSecurity = PodSecurityLevel.Baseline },
        },
        Services = new Dictionary<string, ServiceSettings>
        {
            ["web"] = Service("shop", ("http", 8080, PortProtocol.Http), new CallerSettings { From = "@ingress", Methods = ["GET"] }),
            ["orders"] = Service(
                "shop", ("grpc", 9000, PortProtocol.Grpc), new CallerSettings { From = "web", Regions = ["one", "two"], Paths = ["/orders/*"] }),
            ["events"] = Service("data", ("client", 4222, PortProtocol.Tcp), new CallerSettings { From = "orders", Publish = ["orders.>"] }) with
            {
                Kind = ServerKind.Nats,
                Image = "nats:2",
            },
            ["books"] = Service("data", ("sql", 5432, PortProtocol.Tcp), new CallerSettings { From = "orders", Role = "orders" }) with
            {
                Kind = ServerKind.Postgres,
                Image = "postgres:18",
            },
        },
        Externals = new Dictionary<string, ExternalSettings>
        {
            ["bank"] = new() { Hosts = ["bank.example"], Tls = new() { Mode = ExternalTlsMode.Simple }, Callers = [new() { From = "orders" }] },
        },
    };

    private static RegionSettings Region(string name, DateOnly today) => new()
    {
        TrustDomain = $"{name}.example",
        Cluster = name,
        EastWestAddress = $"{name}.gateways.example",
        Intermediate = new() { NotBefore = today },
    };

    private static ServiceSettings Service(string home, (string Name, int Port, PortProtocol Protocol) port, CallerSettings caller) => new()
    {
        Namespace = home,
        Ports = new Dictionary<string, PortSettings> { [port.Name] = new() { Port = port.Port, Protocol = port.Protocol } },
        Callers = [caller],
    };
}
