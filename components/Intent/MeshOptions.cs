namespace Components.Intent;

/// <summary>Choices that hold for the whole mesh.</summary>
public sealed record MeshOptions
{
    /// <summary>Istio's mesh identifier (<c>global.meshID</c>), the same in every region.</summary>
    public required string MeshId { get; init; }

    /// <summary>The mesh-wide peer authentication mode.</summary>
    public required MutualTlsMode Mode { get; init; }

    /// <summary>The exception under which <see cref="Mode"/> is weaker than STRICT; null where it is not.</summary>
    public PolicyException? Exception { get; init; }

    /// <summary>Istio's root namespace, where mesh-wide policies live. The default is <c>istio-system</c>.</summary>
    public string RootNamespace { get; init; } = "istio-system";

    /// <summary>The namespace of the gateways. The default is <c>istio-ingress</c>.</summary>
    public string GatewayNamespace { get; init; } = "istio-ingress";

    /// <summary>
    /// The ingress gateway's name in <see cref="GatewayNamespace"/>: its release, Service and service account, and so its identity.
    /// The default is <c>istio-ingressgateway</c>.
    /// </summary>
    public string IngressGateway { get; init; } = "istio-ingressgateway";

    /// <summary>The lowest TLS version inside the mesh. The default is TLS 1.3.</summary>
    public TlsVersion MinimumTlsVersion { get; init; } = TlsVersion.Tls13;

    /// <summary>The namespace that Prometheus scrapes from. The default is <c>monitoring</c>.</summary>
    public string MonitoringNamespace { get; init; } = "monitoring";

    /// <summary>Whether proxies get their certificates from cert-manager, through istio-csr, and istiod holds no CA key. The default is istiod.</summary>
    public bool IssuedByCertManager { get; init; }

    /// <summary>
    /// Whether sidecars and gateways get their certificates from SPIRE's agent on their node. istiod keeps its CA, for its own certificate. The default is
    /// istiod.
    /// </summary>
    public bool IssuedBySpire { get; init; }

    /// <summary>Whether istiod signs the proxies' certificates itself.</summary>
    public bool IssuedByIstiod => !IssuedByCertManager && !IssuedBySpire;

    /// <summary>How long a sidecar's certificate lives; its agent renews it after half of that. The default is 24 hours.</summary>
    public TimeSpan WorkloadCertificateLifetime { get; init; } = TimeSpan.FromHours(24);
}
