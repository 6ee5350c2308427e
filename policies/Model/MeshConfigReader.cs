using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Reads a mesh's settings from its <c>meshConfig</c>.</summary>
public static class MeshConfigReader
{
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>The settings of the ConfigMap <c>istio</c>; null where there is none, or where its text cannot be read.</summary>
    public static MeshSettings? FromConfigMaps(IEnumerable<ConfigObject<ConfigMap>> configMaps)
    {
        foreach (var map in configMaps)
        {
            if (map.Name == "istio" && map.Object.Data is { } data && data.TryGetValue("mesh", out var text)
                && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), map.Source?.File ?? map.Reference.ToString()).Items is [MapNode mesh, ..])
            {
                return Read(mesh, new MeshSettings { RootNamespace = map.Namespace });
            }
        }

        return null;
    }

    /// <summary>Reads <c>meshConfig</c>; what it does not say stays as in <paramref name="defaults"/>.</summary>
    public static MeshSettings Read(MapNode mesh, MeshSettings defaults)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(defaults);
        return defaults with
        {
            TrustDomain = Text(mesh["trustDomain"]) ?? defaults.TrustDomain,
            TrustDomainAliases = Texts(mesh["trustDomainAliases"]) ?? defaults.TrustDomainAliases,
            CaTrustDomains = CaTrustDomains(mesh["caCertificates"]) ?? defaults.CaTrustDomains,
            RootNamespace = Text(mesh["rootNamespace"]) ?? defaults.RootNamespace,
            EnableAutoMtls = (mesh["enableAutoMtls"] as ScalarNode)?.AsBoolean ?? defaults.EnableAutoMtls,
            PathNormalization = Normalization(Text((mesh["pathNormalization"] as MapNode)?["normalization"])) ?? defaults.PathNormalization,
            ExtensionProviders = Providers(mesh["extensionProviders"]) ?? defaults.ExtensionProviders,
            RequiresTls13 = Text((mesh["meshMTLS"] as MapNode)?["minProtocolVersion"]) is { } version ? version == "TLSV1_3" : defaults.RequiresTls13,
            DefaultDestinationRuleExportTo = Texts(mesh["defaultDestinationRuleExportTo"]) ?? defaults.DefaultDestinationRuleExportTo,
            DefaultServiceExportTo = Texts(mesh["defaultServiceExportTo"]) ?? defaults.DefaultServiceExportTo,
            IsRegistryOnly = Text((mesh["outboundTrafficPolicy"] as MapNode)?["mode"]) is { } mode ? mode == "REGISTRY_ONLY" : defaults.IsRegistryOnly,
            GatewayTrustedProxies = TrustedProxies(mesh) ?? defaults.GatewayTrustedProxies,
        };
    }

    /// <summary>The type of a name such as <c>MERGE_SLASHES</c>, whatever follows it after a blank; null when there is no such type.</summary>
    public static PathNormalizationType? Normalization(string? name) => name?.Split(' ', 2)[0].ToUpperInvariant() switch
    {
        "NONE" => PathNormalizationType.None,
        "BASE" or "DEFAULT" => PathNormalizationType.Base,
        "MERGE_SLASHES" => PathNormalizationType.MergeSlashes,
        "DECODE_AND_MERGE_SLASHES" => PathNormalizationType.DecodeAndMergeSlashes,
        _ => null,
    };

    internal static string? Text(Node? node) => (node as ScalarNode)?.AsString;

    internal static IReadOnlyList<string>? Texts(Node? node) =>
        node is ListNode list ? [.. list.OfType<ScalarNode>().Where(item => !item.IsNull).Select(item => item.Text)] : null;

    /// <summary>The trust domains of all CAs.</summary>
    internal static IReadOnlyList<string>? CaTrustDomains(Node? node) =>
        node is ListNode list ? [.. list.OfType<MapNode>().SelectMany(ca => Texts(ca["trustDomains"]) ?? []).Distinct(StringComparer.Ordinal)] : null;

    internal static IReadOnlyList<ExtensionProvider>? Providers(Node? node) =>
        node is ListNode list
            ?
            [
                .. list.OfType<MapNode>()
                    .Where(provider => provider.ContainsKey("envoyExtAuthzHttp") || provider.ContainsKey("envoyExtAuthzGrpc"))
                    .Select(provider => new ExtensionProvider(Text(provider["name"]) ?? "", provider.ContainsKey("envoyExtAuthzHttp"))),
            ]
            : null;

    private static int? TrustedProxies(MapNode mesh) =>
        (((mesh["defaultConfig"] as MapNode)?["gatewayTopology"] as MapNode)?["numTrustedProxies"] as ScalarNode)?.AsInteger is { } count and >= 0 and < 1000
            ? (int)count
            : null;
}
