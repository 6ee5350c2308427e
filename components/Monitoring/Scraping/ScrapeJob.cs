namespace Components.Monitoring.Scraping;

/// <summary>The <c>job</c> labels of what Prometheus scrapes, which the silence alerts look for.</summary>
internal static class ScrapeJob
{
    public const string ApproverPolicy = "cert-manager-approver-policy";
    public const string CertManager = "cert-manager";
    public const string CsiDriver = "cert-manager-csi-driver";
    public const string Gateways = "istio-gateways";
    public const string IstioCsr = "istio-csr";
    public const string Istiod = "istiod";
    public const string Linkerd = "linkerd-proxies";
    public const string Sidecars = "istio-sidecars";
    public const string SpireAgents = "spire-agents";
    public const string SpireServer = "spire-server";
    public const string TrustManager = "trust-manager";
    public const string Waypoints = "istio-waypoints";
    public const string Ztunnel = "ztunnel";
}
