namespace Infra.Live.Probing;

/// <summary>A client that a server has to refuse.</summary>
internal enum ProbeKind
{
    /// <summary>One that speaks no TLS.</summary>
    Plaintext,

    /// <summary>One that shows no certificate.</summary>
    NoCertificate,

    /// <summary>One with the right names below a root that nobody knows.</summary>
    ForeignRoot,

    /// <summary>One that speaks TLS 1.2 at most.</summary>
    Tls12,
}
