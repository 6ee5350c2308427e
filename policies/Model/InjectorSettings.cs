using Manifests;
using Manifests.Meta.V1;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>
/// Which pods get a sidecar, and which of their connections it takes, where neither they nor their namespaces say: values of the chart <c>istiod</c>, as they
/// reach the injector (istio: <c>files/injection-template.yaml</c>, <c>templates/mutatingwebhook.yaml</c>, <c>injectRequired</c>).
/// </summary>
internal sealed record InjectorSettings
{
    private static readonly string[] OfProxy = ["includeInboundPorts", "excludeInboundPorts", "excludeOutboundPorts", "includeIPRanges", "excludeIPRanges", "autoInject"];
    private static readonly string[] OfWebhook = ["enableNamespacesByDefault", "neverInjectSelector", "alwaysInjectSelector"];

    private const string MapName = "istio-sidecar-injector";
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>The inbound ports that are redirected, <c>global.proxy.includeInboundPorts</c>. The default is <c>*</c>, all.</summary>
    internal string IncludeInboundPorts { get; init; } = "*";

    /// <summary>The inbound ports that are not, <c>global.proxy.excludeInboundPorts</c>. The default is none.</summary>
    internal string ExcludeInboundPorts { get; init; } = "";

    /// <summary>The outbound ports that are not redirected, <c>global.proxy.excludeOutboundPorts</c>. The default is none.</summary>
    internal string ExcludeOutboundPorts { get; init; } = "";

    /// <summary>The addresses to which calls are redirected, <c>global.proxy.includeIPRanges</c>. The default is <c>*</c>, all.</summary>
    internal string IncludeIpRanges { get; init; } = "*";

    /// <summary>The addresses to which calls are not redirected, <c>global.proxy.excludeIPRanges</c>. The default is none.</summary>
    internal string ExcludeIpRanges { get; init; } = "";

    /// <summary>
    /// Whether pods for which the webhook is called, and that say nothing themselves, get a sidecar (<c>global.proxy.autoInject</c>). The default is that they do.
    /// </summary>
    internal bool InjectsUnasked { get; init; } = true;

    /// <summary>Whether the webhook is called for pods of namespaces without a label, too (<c>sidecarInjectorWebhook.enableNamespacesByDefault</c>).</summary>
    internal bool IsForEveryNamespace { get; init; }

    /// <summary>The pods that get none unless they say so themselves (<c>sidecarInjectorWebhook.neverInjectSelector</c>).</summary>
    internal IReadOnlyList<LabelSelector> Never { get; init; } = [];

    /// <summary>The pods that get one unless they say no themselves, or are among <see cref="Never"/> (<c>sidecarInjectorWebhook.alwaysInjectSelector</c>).</summary>
    internal IReadOnlyList<LabelSelector> Always { get; init; } = [];

    /// <summary>What values of the chart <c>istiod</c> say; null where that is nothing.</summary>
    internal static InjectorSettings? Of(MapNode values)
    {
        var proxy = (values["global"] as MapNode)?["proxy"] as MapNode ?? [];
        var webhook = values["sidecarInjectorWebhook"] as MapNode ?? [];
        var none = new InjectorSettings();
        return OfProxy.Any(proxy.ContainsKey) || OfWebhook.Any(webhook.ContainsKey)
            ? new InjectorSettings
            {
                IncludeInboundPorts = Text(proxy["includeInboundPorts"]) ?? none.IncludeInboundPorts,
                ExcludeInboundPorts = Text(proxy["excludeInboundPorts"]) ?? "",
                ExcludeOutboundPorts = Text(proxy["excludeOutboundPorts"]) ?? "",
                IncludeIpRanges = Text(proxy["includeIPRanges"]) ?? none.IncludeIpRanges,
                ExcludeIpRanges = Text(proxy["excludeIPRanges"]) ?? "",
                InjectsUnasked = Text(proxy["autoInject"]) is null or "enabled",
                IsForEveryNamespace = (webhook["enableNamespacesByDefault"] as ScalarNode)?.AsBoolean == true,
                Never = Selectors(webhook["neverInjectSelector"]),
                Always = Selectors(webhook["alwaysInjectSelector"]),
            }
            : null;
    }

    /// <summary>
    /// What the injector's ConfigMap says, that of the revision without a name before others; null where the input has none. Its <c>config</c> is what the injector
    /// reads, which people may have changed since; the chart's values stand beside it.
    /// </summary>
    internal static InjectorSettings? Of(ConfigObjects objects) => objects.Of<Manifests.Core.V1.ConfigMap>()
        .Where(map => (map.Name == MapName || map.Name.StartsWith($"{MapName}-", StringComparison.Ordinal)) && map.Object.Data is not null)
        .OrderBy(map => map.Name.Length)
        .Select(map => (Values: Document(map.Object.Data!.GetValueOrDefault("values")), Config: Document(map.Object.Data!.GetValueOrDefault("config"))))
        .Select(map => map.Values is null ? null : (Of(map.Values) ?? new InjectorSettings()).With(map.Config ?? []))
        .FirstOrDefault();

    private InjectorSettings With(MapNode config) => this with
    {
        InjectsUnasked = Text(config["policy"]) is { } policy ? policy == "enabled" : InjectsUnasked,
        Never = config["neverInjectSelector"] is ListNode never ? Selectors(never) : Never,
        Always = config["alwaysInjectSelector"] is ListNode always ? Selectors(always) : Always,
    };

    /// <summary>A selector that asks for nothing picks nothing here.</summary>
    private static IReadOnlyList<LabelSelector> Selectors(Node? list) =>
    [
        .. (list as ListNode ?? []).OfType<MapNode>().Select(LabelSelector.FromNode)
            .Where(selector => selector is { MatchLabels.Count: > 0 } or { MatchExpressions.Count: > 0 }),
    ];

    private static MapNode? Document(string? text) =>
        text is not null && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), MapName).Items is [MapNode read, ..] ? read : null;

    private static string? Text(Node? node) => (node as ScalarNode) is { IsNull: false } scalar ? scalar.Text : null;
}
