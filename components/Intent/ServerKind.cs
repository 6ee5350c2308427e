using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>What kind of server a workload is, which decides how it gets its certificate and who checks its callers.</summary>
public enum ServerKind
{
    /// <summary>An application behind a sidecar: the mesh gives the certificate and checks the caller.</summary>
    [JsonStringEnumMemberName("mesh")]
    Mesh,

    /// <summary>A NATS server: cert-manager gives the certificate, NATS maps the caller's SPIFFE URI to a user.</summary>
    [JsonStringEnumMemberName("nats")]
    Nats,

    /// <summary>A PostgreSQL server: cert-manager gives the certificate, PostgreSQL maps the caller's certificate to a role.</summary>
    [JsonStringEnumMemberName("postgres")]
    Postgres,

    /// <summary>
    /// A plain HTTPS service: nginx beside the application takes its certificate from cert-manager, checks the caller's, and knows it by subject.
    /// </summary>
    [JsonStringEnumMemberName("https")]
    Https,

    /// <summary>
    /// A server of Redis' protocol, which is Valkey 9.1 or later: cert-manager gives the certificate, the server takes the user from the caller's SPIFFE URI.
    /// </summary>
    [JsonStringEnumMemberName("redis")]
    Redis,
}
