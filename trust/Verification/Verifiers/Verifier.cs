namespace Trust.Verification.Verifiers;

/// <summary>A program, or a platform of programs, that verifies chains.</summary>
public enum Verifier
{
    /// <summary>Sidecars and gateways: Envoy with BoringSSL.</summary>
    Envoy,

    /// <summary>The node proxy of ambient mode: ztunnel with rustls-webpki.</summary>
    Ztunnel,

    /// <summary>Programs in Go: istiod, cert-manager, Prometheus.</summary>
    Go,

    /// <summary>Programs with OpenSSL, nginx among them.</summary>
    OpenSsl,

    /// <summary>Programs in .NET on Linux.</summary>
    DotNet,

    /// <summary>Programs on a JVM.</summary>
    Jvm,

    /// <summary>PostgreSQL's server and libpq.</summary>
    PostgreSql,

    /// <summary>The NATS server.</summary>
    Nats,
}
