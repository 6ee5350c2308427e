namespace Components.Intent;

/// <summary>Choices that hold for the whole mesh.</summary>
public sealed record MeshOptions
{
    /// <summary>Istio's mesh identifier (<c>global.meshID</c>), the same in every region.</summary>
    public required string MeshId { get; init; }

    /// <summary>The mesh-wide peer authentication mode.</summary>
    public required MutualTlsMode Mode { get; init; }

    /// <summary>Istio's root namespace, where mesh-wide policies live. The default is <c>istio-system</c>.</summary>
    public string RootNamespace { get; init; } = "istio-system";

    /// <summary>The namespace of the gateways. The default is <c>istio-ingress</c>.</summary>
    public string GatewayNamespace { get; init; } = "istio-ingress";

    /// <summary>The lowest TLS version inside the mesh: <c>TLSV1_2</c> or <c>TLSV1_3</c>. The default is <c>TLSV1_3</c>.</summary>
    public string MinimumTlsVersion { get; init; } = "TLSV1_3";

    /// <summary>The namespace that Prometheus scrapes from. The default is <c>monitoring</c>.</summary>
    public string MonitoringNamespace { get; init; } = "monitoring";

    /// <summary>Prometheus' service account in <see cref="MonitoringNamespace"/>. The default is <c>prometheus</c>.</summary>
    public string PrometheusServiceAccount { get; init; } = "prometheus";
}
