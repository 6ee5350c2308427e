namespace Policies.Symbolic.Servers;

/// <summary>Which connections a server's proxy takes on a port.</summary>
internal sealed record PortTransport
{
    /// <summary>Whether it takes connections without a client certificate.</summary>
    public required bool TakesPlaintext { get; init; }

    /// <summary>Whether it takes mutual TLS and sees the client's identity.</summary>
    public required bool TakesMutualTls { get; init; }

    /// <summary>The effective mode, such as <c>STRICT</c>, for messages.</summary>
    public required string Mode { get; init; }

    /// <summary>The PeerAuthentication that decides so; null for Istio's default.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>Where it was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }
}
