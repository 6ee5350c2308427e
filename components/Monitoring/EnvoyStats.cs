namespace Components.Monitoring;

/// <summary>The Envoy statistics that the rules read and that Istio's proxies do not export unless told to.</summary>
public static class EnvoyStats
{
    /// <summary>
    /// Suffixes for <c>meshConfig.defaultConfig.proxyStatsMatcher.inclusionSuffixes</c>: outcomes of TLS handshakes, of listeners and of
    /// clusters. Istio's own list (pkg/bootstrap/config.go) has the RBAC counters, so those are not repeated here.
    /// </summary>
    public static IReadOnlyList<string> RequiredInclusions { get; } =
    [
        "ssl.handshake",
        "ssl.connection_error",
        "ssl.fail_verify_error",
        "ssl.fail_verify_no_cert",
        "ssl.fail_verify_san",
    ];
}
