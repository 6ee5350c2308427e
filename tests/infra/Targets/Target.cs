using System.Text;
using Infra;
using Infra.Planning;
using Tests.Infra.Planning;

namespace Tests.Infra.Targets;

/// <summary>What an intent is rendered for: a mesh, or a kind of server that checks client certificates itself.</summary>
/// <param name="name">Its name, for people.</param>
internal abstract class Target(string name)
{
    /// <summary>The number of the first port of a server; the others follow.</summary>
    private const int FirstPort = 9000;

    /// <summary>All targets, in the order of the page.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new MeshTarget("Istio, sidecars", "sidecar", "mode: PERMISSIVE, exception: known"),
        new MeshTarget("Istio, ambient", "ambient", "mode: PERMISSIVE, exception: known"),
        new MeshTarget("Linkerd", "linkerd", "exception: known"),
        new NatsTarget(),
        new PostgresTarget(),
        new RedisTarget(),
        new HttpsTarget(),
    ];

    /// <inheritdoc cref="Target"/>
    public string Name => name;

    /// <summary>What it is asked for.</summary>
    public IEnumerable<Demand> Demands => Targets.Demands.All.Select(demand => demand.In(Protocol));

    /// <summary>The settings of a demand, read: an intent, or what the target cannot hold.</summary>
    public IntentReading Read(Demand demand) =>
        IntentReader.FromText("witness", "stacks/Pulumi.witness.yaml", Encoding.UTF8.GetBytes(Stack(demand)), StackText.Today);

    /// <summary>What it carries where a demand leaves it the choice.</summary>
    public virtual string Protocol => "TCP";

    /// <summary>Stands before the server.</summary>
    public abstract Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan);

    /// <summary>The data plane of the regions.</summary>
    protected virtual string DataPlane => "sidecar";

    /// <summary>The namespace of the server.</summary>
    protected virtual string Home => "data";

    /// <summary>What the settings say of the server besides its ports and callers.</summary>
    protected virtual string Kind => "";

    /// <summary>What a caller becomes at the server.</summary>
    protected virtual string Becomes(string caller) => "";

    /// <summary>What the settings say of a port that somebody without an identity calls.</summary>
    protected virtual string Open => "exception: known";

    private string Stack(Demand demand)
    {
        string[] regions = demand.CrossesRegions ? ["us", "eu"] : ["us"];
        return $$"""
            config:
              mtls:mesh: { id: witness }
              mtls:trust: { roots: { witness-root: { notBefore: "2026-01-01", key: P256 } } }
              mtls:regions:
            {{Lines(regions.Select(region => $"    {region}: {{ trustDomain: {region}.mesh.example, cluster: {region}, dataPlane: {DataPlane}"
                + $"{(regions.Length > 1 && DataPlane == "sidecar" ? $", eastWestAddress: eastwest.{region}.example" : "")}, intermediate: {{ notBefore: \"2026-01-01\", lifetime: 1095d }} }}"))}}
              mtls:namespaces:
                shop: {}
                other: {}
                data: { sidecars: false, podSecurity: baseline }
              mtls:services:
                reader: { namespace: shop }
                writer: { namespace: shop }
                stranger: { namespace: shop }
                impostor: { namespace: other, serviceAccount: reader }
                store:
                  namespace: {{Home}}
                  regions: [us]
            {{Lines(Kind.Length > 0 ? [$"      {Kind}"] : [])}}
                  ports:
            {{Lines(demand.Ports.Select((port, at) => $"        {port.Key}: {{ port: {FirstPort + at}, protocol: {port.Value}{OpenWords(demand, port.Key)} }}"))}}
                  callers:
            {{Lines(demand.Permissions.Select(permission => $"        - {{ {Words(demand, permission)} }}"))}}
              mtls:exceptions: {{(demand.Permissions.Any(permission => permission.IsWithoutIdentity) ? "{ known: { owner: sre, reason: a witness needs it, expires: \"2027-06-30\" } }" : "{}")}}
            """;
    }

    private string OpenWords(Demand demand, string port) =>
        demand.Permissions.Any(permission => permission.Port == port && permission.IsWithoutIdentity) ? $", {Open}" : "";

    private string Words(Demand demand, Permission permission)
    {
        var at = permission.From.IndexOf('/', StringComparison.Ordinal);
        return $"from: \"{permission.From[(at + 1)..]}\""
            + (at > 0 ? $", regions: [{permission.From[..at]}]" : "")
            + (demand.Ports.Count > 1 ? $", ports: [{permission.Port}]" : "")
            + List("methods", permission.Methods)
            + List("paths", permission.Paths)
            + Becomes(permission.From);
    }

    private static string List(string key, IReadOnlyList<string> items) =>
        items.Count == 0 ? "" : $", {key}: [{string.Join(", ", items.Select(item => $"\"{item}\""))}]";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
