namespace Components.Monitoring;

/// <summary>The series that the recording rules write, and that alerts and the dashboard read.</summary>
internal static class Series
{
    public const string AuthorityNotAfter = "mtls:authority_not_after:timestamp_seconds";
    public const string AuthorizationDenied = "mtls:authorization_denied:rate5m";
    public const string CaCertificate = "mtls:ca_certificate:info";
    public const string CrossRegionLatency = "mtls:cross_region_latency_milliseconds:p99_5m";
    public const string CsrFailed = "mtls:csr_failed:rate5m";
    public const string ExceptionExpires = "mtls:exception_expires:timestamp_seconds";
    public const string HandshakeFailed = "mtls:handshake_failed:rate5m";
    public const string HandshakeSucceeded = "mtls:handshake_succeeded:rate5m";
    public const string LinkerdMutualTlsConnections = "mtls:linkerd_mutual_tls_connections:ratio5m";
    public const string MutualTlsRequests = "mtls:mutual_tls_requests:ratio5m";
    public const string PeerVerificationFailed = "mtls:peer_verification_failed:growth5m";
    public const string Plaintext = "mtls:plaintext:growth5m";
    public const string PlaintextAllowed = "mtls:plaintext_allowed:info";
    public const string StrictPort = "mtls:strict_port:info";
}
