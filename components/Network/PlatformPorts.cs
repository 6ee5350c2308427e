namespace Components.Network;

/// <summary>Container ports of the platform's own programs.</summary>
internal static class PlatformPorts
{
    /// <summary>DNS, over UDP and TCP.</summary>
    public const int Dns = 53;

    /// <summary>istiod: certificates and configuration for proxies, over TLS. Its plaintext twin 15010 is never allowed.</summary>
    public const int IstiodXds = 15012;

    /// <summary>istiod's and the CNI node agents' own metrics.</summary>
    public const int IstioMetrics = 15014;

    /// <summary>istiod: the injection and validation webhooks, which the API server calls.</summary>
    public const int IstiodWebhooks = 15017;

    /// <summary>Every proxy's agent: the merged metrics of application, proxy and agent. Not captured by the proxy, so no policy of Istio's sees it.</summary>
    public const int ProxyMetrics = 15020;

    /// <summary>A gateway's readiness, which cloud load balancers ask for.</summary>
    public const int GatewayHealth = 15021;

    /// <summary>cert-manager's webhook, which the API server calls.</summary>
    public const int CertManagerWebhook = 10250;

    /// <summary>istio-csr: certificates for proxies.</summary>
    public const int IstioCsr = 6443;

    /// <summary>trust-manager's webhook, which the API server calls.</summary>
    public const int TrustManagerWebhook = 6443;

    /// <summary>The pods that answer an HTTP-01 challenge of ACME (cert-manager's acmesolver).</summary>
    public const int AcmeSolver = 8089;

    /// <summary>cert-manager's and trust-manager's metrics.</summary>
    public const int CertManagerMetrics = 9402;

    /// <summary>
    /// The Kubernetes API: the Service's port and the usual port of the servers themselves. Which of the two a policy sees, and under which address,
    /// depends on the network plugin, so callers are allowed both anywhere.
    /// </summary>
    public static IReadOnlyList<int> KubernetesApi { get; } = [443, 6443];
}
