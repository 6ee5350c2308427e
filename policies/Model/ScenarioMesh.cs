using Manifests;

namespace Policies.Model;

/// <summary>Reads a scenario's <c>mesh</c>.</summary>
internal static class ScenarioMesh
{
    internal static MeshSettings Read(ScenarioNode? mesh, MeshSettings defaults)
    {
        if (mesh is null)
        {
            return defaults;
        }

        var normalization = mesh.Take("pathNormalization");
        var name = normalization is MapNode map ? MeshConfigReader.Text(map["normalization"]) : MeshConfigReader.Text(normalization);
        var type = MeshConfigReader.Normalization(name);
        if (name is not null && type is null)
        {
            mesh.Error("pathNormalization", $"'{name}' is none of NONE, BASE, DEFAULT, MERGE_SLASHES, DECODE_AND_MERGE_SLASHES");
        }

        var trustDomain = mesh.Text("trustDomain");
        var metadata = mesh.TextMap("proxyMetadata");
        var proxies = Model.ProxyMetadata.Of(mesh.Take("defaultConfig"));
        var settings = defaults with
        {
            TrustDomain = string.IsNullOrEmpty(trustDomain) ? defaults.TrustDomain : trustDomain,
            TrustDomainAliases = mesh.Texts("trustDomainAliases"),
            CaTrustDomains = [.. mesh.Texts("caTrustDomains"), .. MeshConfigReader.CaTrustDomains(mesh.Take("caCertificates")) ?? []],
            RootNamespace = mesh.Text("rootNamespace") ?? defaults.RootNamespace,
            EnableAutoMtls = mesh.Boolean("enableAutoMtls") ?? defaults.EnableAutoMtls,
            PathNormalization = type ?? defaults.PathNormalization,
            ClusterDomain = mesh.Text("clusterDomain", "dnsDomain") ?? defaults.ClusterDomain,
            ExtensionProviders = Model.ExtensionProviders.Read(mesh.Take("extensionProviders")) ?? defaults.ExtensionProviders,
            GatewayTrustedProxies = mesh.Port("gatewayNumTrustedProxies", "numTrustedProxies") ?? defaults.GatewayTrustedProxies,
            ProxyMetadata = metadata.Count > 0 ? metadata : proxies,
            IsRegistryOnly = OutboundMode(mesh.Take("outboundTrafficPolicy")) == "REGISTRY_ONLY",
            RequiresTls13 = mesh.Map("meshMTLS")?.Text("minProtocolVersion") == "TLSV1_3",
            SkipsTrustDomainValidation = mesh.Boolean("skipValidateTrustDomain", "PILOT_SKIP_VALIDATE_TRUST_DOMAIN") ?? false,
            AllowsMultipleCustomProviders = mesh.Boolean("multipleCustomProviders", "PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS") ?? false,
            SelectsGatewaysByLabel = mesh.Boolean("selectorBasedGatewayPolicy", "ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY") ?? true,
            DefaultDestinationRuleExportTo = ExportTo(mesh, "defaultDestinationRuleExportTo") ?? defaults.DefaultDestinationRuleExportTo,
            DefaultVirtualServiceExportTo = ExportTo(mesh, "defaultVirtualServiceExportTo") ?? defaults.DefaultVirtualServiceExportTo,
            DefaultServiceExportTo = ExportTo(mesh, "defaultServiceExportTo") ?? defaults.DefaultServiceExportTo,
            SendsDryRunToZtunnel = mesh.Boolean("ambientDryRun", "AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY") ?? false,
        };
        mesh.Close();
        return settings;
    }

    private static IReadOnlyList<string>? ExportTo(ScenarioNode mesh, string field) => mesh.Texts(field) is { Count: > 0 } stated ? stated : null;

    private static string? OutboundMode(Node? node) =>
        node is MapNode map ? MeshConfigReader.Text(map["mode"]) : MeshConfigReader.Text(node);
}
