namespace Infra.Live.Probing;

/// <summary>How a connection to a server comes to TLS, and how a client of it begins to talk.</summary>
internal enum Opening
{
    /// <summary>TLS at once, then a protocol that the probe does not speak.</summary>
    Tls,

    /// <summary>TLS at once, then HTTP/1.1.</summary>
    Http,

    /// <summary>The server's INFO, then TLS, then NATS.</summary>
    Nats,

    /// <summary>The client's SSLRequest and the server's S, then TLS, then PostgreSQL.</summary>
    Postgres,
}
