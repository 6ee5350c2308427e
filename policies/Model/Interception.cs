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
        DataPlane.Sidecar => annotations.Count == 0 && !mesh.RedirectsNothing ? OfSidecar : OfAnnotations(annotations, mesh),
        DataPlane.Ambient when True.Contains(annotations.GetValueOrDefault(BypassInbound) ?? "") => new Interception { Only = [], Setting = BypassInbound },
        _ => null,
    };

    private static Interception OfAnnotations(IReadOnlyDictionary<string, string> annotations, MeshSettings mesh)
    {
        var isOff = (annotations.GetValueOrDefault(Mode) ?? ModeOf(annotations.GetValueOrDefault(ProxyConfig)) ?? (mesh.RedirectsNothing ? "NONE" : null)) == "NONE";
        var included = annotations.GetValueOrDefault($"{Prefix}includeInboundPorts", "*").Trim();
        var excluded = Ports(annotations.GetValueOrDefault($"{Prefix}excludeInboundPorts"));
        var status = Ports(annotations.GetValueOrDefault(StatusPort));
        var ranges = annotations.GetValueOrDefault($"{Prefix}includeOutboundIPRanges", "*") != "*" ? $"{Prefix}includeOutboundIPRanges"
            : annotations.GetValueOrDefault($"{Prefix}excludeOutboundIPRanges") is { Length: > 0 } ? $"{Prefix}excludeOutboundIPRanges"
            : null;
        return new Interception
        {
            Only = isOff ? [] : included == "*" ? null : Ports(included),
            PassedBy = [.. AgentPorts, .. status, .. excluded],
            OutboundPassedBy = Ports(annotations.GetValueOrDefault($"{Prefix}excludeOutboundPorts")),
            OutboundByAddress = isOff ? Mode : ranges,
            Setting = isOff ? Mode : included != "*" ? $"{Prefix}includeInboundPorts" : excluded.Count > 0 ? $"{Prefix}excludeInboundPorts" : null,
        };
    }

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
