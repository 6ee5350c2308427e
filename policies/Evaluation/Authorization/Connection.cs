using Policies.Network;

namespace Policies.Evaluation.Authorization;

/// <summary>What a server's proxy knows of a connection before it reads a request.</summary>
internal sealed record Connection
{
    /// <summary>The URI of the client's certificate; null over plaintext and over TLS that the proxy does not end.</summary>
    public string? Identity { get; init; }

    /// <summary>The address of the connection's other end; null when it is not known.</summary>
    public AddressRange? Source { get; init; }

    /// <summary>The client's address behind trusted proxies; null when it is not known.</summary>
    public AddressRange? Remote { get; init; }

    /// <summary>The server's own address; null when it is not known.</summary>
    public AddressRange? Destination { get; init; }

    /// <summary>The server's own port.</summary>
    public required int Port { get; init; }

    /// <summary>The server name of the client's TLS; empty without TLS.</summary>
    public string ServerName { get; init; } = "";
}
