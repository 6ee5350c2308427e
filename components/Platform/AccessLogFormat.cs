namespace Components.Platform;

/// <summary>
/// The fields of an access log entry: who called whom, under which identity and TLS version, and why it was refused
/// (Envoy, "Access log format", command operators).
/// </summary>
internal static class AccessLogFormat
{
    private static readonly (string Name, string Operator)[] Fields =
    [
        ("start_time", "%START_TIME%"),
        ("method", "%REQ(:METHOD)%"),
        ("authority", "%REQ(:AUTHORITY)%"),
        // Without the query, which may hold tokens.
        ("path", "%REQ_WITHOUT_QUERY(X-ENVOY-ORIGINAL-PATH?:PATH)%"),
        ("response_code", "%RESPONSE_CODE%"),
        ("response_code_details", "%RESPONSE_CODE_DETAILS%"),
        ("response_flags", "%RESPONSE_FLAGS%"),
        ("connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%"),
        ("downstream_transport_failure_reason", "%DOWNSTREAM_TRANSPORT_FAILURE_REASON%"),
        ("upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
        ("downstream_peer_uri_san", "%DOWNSTREAM_PEER_URI_SAN%"),
        ("downstream_local_uri_san", "%DOWNSTREAM_LOCAL_URI_SAN%"),
        ("downstream_tls_version", "%DOWNSTREAM_TLS_VERSION%"),
        ("requested_server_name", "%REQUESTED_SERVER_NAME%"),
        ("downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%"),
        ("downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%"),
        ("upstream_cluster", "%UPSTREAM_CLUSTER%"),
        ("upstream_host", "%UPSTREAM_HOST%"),
        ("duration", "%DURATION%"),
    ];

    /// <summary>The fields as the JSON text that <c>meshConfig.accessLogFormat</c> takes with the encoding JSON.</summary>
    public static string Json { get; } =
        "{" + string.Join(",", Fields.Select(field => $"\"{field.Name}\":\"{field.Operator}\"")) + "}";
}
