using Manifests;

namespace Policies.Model;

/// <summary>Reads a mesh's settings from its <c>meshConfig</c>.</summary>
public static class MeshConfigReader
{
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
            ExtensionProviders = Model.ExtensionProviders.Read(mesh["extensionProviders"]) ?? defaults.ExtensionProviders ?? [],
            RequiresTls13 = Text((mesh["meshMTLS"] as MapNode)?["minProtocolVersion"]) is { } version ? version == "TLSV1_3" : defaults.RequiresTls13,
            DefaultDestinationRuleExportTo = Texts(mesh["defaultDestinationRuleExportTo"]) ?? defaults.DefaultDestinationRuleExportTo,
            DefaultVirtualServiceExportTo = Texts(mesh["defaultVirtualServiceExportTo"]) ?? defaults.DefaultVirtualServiceExportTo,
            DefaultServiceExportTo = Texts(mesh["defaultServiceExportTo"]) ?? defaults.DefaultServiceExportTo,
            IsRegistryOnly = Text((mesh["outboundTrafficPolicy"] as MapNode)?["mode"]) is { } mode ? mode == "REGISTRY_ONLY" : defaults.IsRegistryOnly,
            ProxyMetadata = Model.ProxyMetadata.Of(mesh["defaultConfig"]) is { Count: > 0 } metadata ? metadata : defaults.ProxyMetadata,
            RedirectsNothing = Text((mesh["defaultConfig"] as MapNode)?["interceptionMode"]) is { } interception ? interception == "NONE" : defaults.RedirectsNothing,
            GatewayTrustedProxies = TrustedProxies(mesh) ?? defaults.GatewayTrustedProxies,
        };
    }

    /// <summary>The settings with what the switches of control planes change; where there are several, one that sets a switch is enough.</summary>
    internal static MeshSettings Switches(MeshSettings settings, IReadOnlyList<ControlPlane> planes) => settings with
    {
        SkipsTrustDomainValidation = settings.SkipsTrustDomainValidation || planes.Any(plane => plane.IsOn("PILOT_SKIP_VALIDATE_TRUST_DOMAIN")),
        AllowsMultipleCustomProviders = settings.AllowsMultipleCustomProviders || planes.Any(plane => plane.IsOn("PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS")),
        SelectsGatewaysByLabel = settings.SelectsGatewaysByLabel && !planes.Any(plane => plane.IsOff("ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY")),
        SendsDryRunToZtunnel = settings.SendsDryRunToZtunnel || planes.Any(plane => plane.IsOn("AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY")),
    };

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

    private static int? TrustedProxies(MapNode mesh) =>
        (((mesh["defaultConfig"] as MapNode)?["gatewayTopology"] as MapNode)?["numTrustedProxies"] as ScalarNode)?.AsInteger is { } count and >= 0 and < 1000
            ? (int)count
            : null;
}
