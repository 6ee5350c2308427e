using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>What of <c>meshConfig</c> and istiod's switches decides about calls. The defaults are those of Istio 1.30.</summary>
public sealed record MeshSettings
{
    /// <summary>The trust domain of the mesh's identities. The default is <c>cluster.local</c>.</summary>
    public string TrustDomain { get; init; } = "cluster.local";

    /// <summary>Names that are taken for the trust domain in principals, and accepted from clients.</summary>
    public IReadOnlyList<string> TrustDomainAliases { get; init; } = [];

    /// <summary>The trust domains of <c>caCertificates[].trustDomains</c>, which servers accept from clients too.</summary>
    public IReadOnlyList<string> CaTrustDomains { get; init; } = [];

    /// <summary>What every proxy is told beside its own settings (<c>defaultConfig.proxyMetadata</c>). The default is nothing.</summary>
    public IReadOnlyDictionary<string, string> ProxyMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The namespace of mesh-wide objects. The default is <c>istio-system</c>.</summary>
    public string RootNamespace { get; init; } = "istio-system";

    /// <summary>Whether clients use mutual TLS wherever the server has a proxy. The default is true.</summary>
    public bool EnableAutoMtls { get; init; } = true;

    /// <summary>How paths are rewritten before any policy sees them. The default is <see cref="PathNormalizationType.Base"/>.</summary>
    public PathNormalizationType PathNormalization { get; init; } = PathNormalizationType.Base;

    /// <summary>The DNS domain of the cluster's services. The default is <c>cluster.local</c>.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The external authorizers; null where the input does not say which there are, so that a CUSTOM policy may ask any.</summary>
    public IReadOnlyList<ExtensionProvider>? ExtensionProviders { get; init; }

    /// <summary>Whether proxies of the mesh require TLS 1.3 of each other (<c>meshMTLS.minProtocolVersion: TLSV1_3</c>).</summary>
    public bool RequiresTls13 { get; init; }

    /// <summary>How many proxies in front of a gateway are trusted to name the client's address. The default is 0.</summary>
    public int GatewayTrustedProxies { get; init; }

    /// <summary>Which namespaces see a DestinationRule that does not say (<c>defaultDestinationRuleExportTo</c>). The default is all.</summary>
    public IReadOnlyList<string> DefaultDestinationRuleExportTo { get; init; } = ["*"];

    /// <summary>Which namespaces see a VirtualService that does not say (<c>defaultVirtualServiceExportTo</c>). The default is all.</summary>
    public IReadOnlyList<string> DefaultVirtualServiceExportTo { get; init; } = ["*"];

    /// <summary>Which namespaces see a service that does not say (<c>defaultServiceExportTo</c>). The default is all.</summary>
    public IReadOnlyList<string> DefaultServiceExportTo { get; init; } = ["*"];

    /// <summary>Whether sidecars drop calls to what the mesh does not know (<c>outboundTrafficPolicy: REGISTRY_ONLY</c>).</summary>
    public bool IsRegistryOnly { get; init; }

    /// <summary>Whether servers take clients of any trust domain (<c>PILOT_SKIP_VALIDATE_TRUST_DOMAIN</c>).</summary>
    public bool SkipsTrustDomainValidation { get; init; }

    /// <summary>Whether one workload may have several CUSTOM providers (<c>PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS</c>).</summary>
    public bool AllowsMultipleCustomProviders { get; init; }

    /// <summary>Whether selectors pick gateways of the Gateway API (<c>ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY</c>). The default is true.</summary>
    public bool SelectsGatewaysByLabel { get; init; } = true;

    /// <summary>Whether no connection of pods is redirected to their sidecars, unless they say so themselves (<c>defaultConfig.interceptionMode: NONE</c>).</summary>
    [JsonIgnore]
    public bool RedirectsNothing { get; init; }

    /// <summary>What the sidecar injector does where pods and namespaces say nothing; null where the input does not change that.</summary>
    internal InjectorSettings? Injector { get; init; }

    /// <summary>Whether ztunnel is sent dry-run policies (<c>AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY</c>).</summary>
    public bool SendsDryRunToZtunnel { get; init; }

    /// <summary>The roots that proxies trust, by fingerprint or by a name that all clusters of the input use; null when the input does not say, and all clusters are taken to trust each other.</summary>
    public IReadOnlyList<string>? TrustedRoots { get; init; }

    /// <summary>The root that the mesh's own certificates end in, as <see cref="TrustedRoots"/> of others name it; null when the input does not say.</summary>
    public string? OwnRoot { get; init; }
}
