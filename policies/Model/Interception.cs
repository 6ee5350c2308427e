using System.Globalization;
using System.Text;
using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>
/// Which connections of a pod its proxy gets to see, as the redirection of the pod's network says (istio: tools/istio-iptables,
/// <c>handleInboundPortsInclude</c>; cni/pkg/nodeagent, <c>getPodLevelTrafficOverrides</c>). The rest pass the proxy by: no mutual TLS, no policy.
/// </summary>
public sealed record Interception
{
    private const string Prefix = "traffic.sidecar.istio.io/";
    private const string BypassInbound = "ambient.istio.io/bypass-inbound-capture";
    private const string Mode = "sidecar.istio.io/interceptionMode";
    private const string StatusPort = "status.sidecar.istio.io/port";
    private const string ProxyConfig = "proxy.istio.io/config";

    /// <summary>The ports of the agent and of Envoy's health and statistics, which take everybody's plain text.</summary>
    private static readonly IReadOnlyList<int> AgentPorts = [15020, 15021, 15090];

    private static readonly HashSet<string> True = new(["1", "t", "T", "true", "TRUE", "True"], StringComparer.Ordinal);

    private static InjectorSettings Default { get; } = new();

    /// <summary>What holds where no annotation says otherwise: every connection but those to the sidecar's own ports.</summary>
    internal static Interception OfSidecar { get; } = new() { PassedBy = AgentPorts };

    /// <summary>The inbound ports that alone are redirected; null where all are but <see cref="PassedBy"/>.</summary>
    public IReadOnlyList<int>? Only { get; private init; }

    /// <summary>The inbound ports that are not redirected.</summary>
    public IReadOnlyList<int> PassedBy { get; private init; } = [];

    /// <summary>The ports of other pods and services to which calls are not redirected.</summary>
    public IReadOnlyList<int> OutboundPassedBy { get; private init; } = [];

    /// <summary>The annotation or setting by which some calls of the pod pass its proxy by, depending on their address; null for none.</summary>
    public string? OutboundByAddress { get; private init; }

    /// <summary>What of it is not as in other pods, in words; null for nothing.</summary>
    public string? Setting { get; private init; }

    /// <summary>Whether connections to a port of the pod reach its proxy.</summary>
    public bool TakesInbound(int port) => Only?.Contains(port) ?? !PassedBy.Contains(port);

    /// <summary>What the annotations of a pod say.</summary>
    /// <param name="plane">What stands before the pod.</param>
    /// <param name="annotations">The annotations.</param>
    /// <param name="mesh">The mesh's settings, which hold where an annotation says nothing.</param>
    internal static Interception? Of(DataPlane plane, IReadOnlyDictionary<string, string> annotations, MeshSettings mesh) => plane switch
    {
        DataPlane.Sidecar => annotations.Count == 0 && !mesh.RedirectsNothing && mesh.Injector is null ? OfSidecar : OfAnnotations(annotations, mesh),
        DataPlane.Ambient when True.Contains(annotations.GetValueOrDefault(BypassInbound) ?? "") => new Interception { Only = [], Setting = BypassInbound },
        _ => null,
    };

    private static Interception OfAnnotations(IReadOnlyDictionary<string, string> annotations, MeshSettings mesh)
    {
        var isOff = (annotations.GetValueOrDefault(Mode) ?? ModeOf(annotations.GetValueOrDefault(ProxyConfig)) ?? (mesh.RedirectsNothing ? "NONE" : null)) == "NONE";
        var injector = mesh.Injector ?? Default;
        var (included, ofIncluded) = Said(annotations, "includeInboundPorts", injector.IncludeInboundPorts, "includeInboundPorts");
        var (listed, ofExcluded) = Said(annotations, "excludeInboundPorts", injector.ExcludeInboundPorts, "excludeInboundPorts");
        var (called, _) = Said(annotations, "excludeOutboundPorts", injector.ExcludeOutboundPorts, "excludeOutboundPorts");
        var (to, ofTo) = Said(annotations, "includeOutboundIPRanges", injector.IncludeIpRanges, "includeIPRanges");
        var (notTo, ofNotTo) = Said(annotations, "excludeOutboundIPRanges", injector.ExcludeIpRanges, "excludeIPRanges");
        var excluded = Ports(listed);
        var status = Ports(annotations.GetValueOrDefault(StatusPort));
        var ranges = to != "*" ? ofTo : notTo.Length > 0 ? ofNotTo : null;
        return new Interception
        {
            Only = isOff ? [] : included == "*" ? null : Ports(included),
            PassedBy = [.. AgentPorts, .. status, .. excluded],
            OutboundPassedBy = Ports(called),
            OutboundByAddress = isOff ? Mode : ranges,
            Setting = isOff ? Mode : included != "*" ? ofIncluded : excluded.Count > 0 ? ofExcluded : null,
        };
    }

    /// <summary>What an annotation says, else a value of the chart, and which of them it is.</summary>
    private static (string Text, string Setting) Said(IReadOnlyDictionary<string, string> annotations, string annotation, string value, string ofChart) =>
        annotations.TryGetValue(Prefix + annotation, out var stated) ? (stated.Trim(), Prefix + annotation) : (value.Trim(), $"global.proxy.{ofChart}");

    /// <summary>Injection refuses a text that it cannot read, and then there is no pod.</summary>
    private static string? ModeOf(string? config) =>
        config is not null && new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(config), ProxyConfig).Items is [MapNode read, ..]
            ? (read["interceptionMode"] as ScalarNode)?.AsString
            : null;

    private static List<int> Ports(string? list) =>
    [
        .. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0)
            .Where(port => port > 0),
    ];
}
