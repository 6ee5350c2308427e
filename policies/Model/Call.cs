namespace Policies.Model;

/// <summary>One call to one endpoint: a question to the evaluator, and a witness of the prover.</summary>
public sealed record Call
{
    /// <summary>Who calls.</summary>
    public required Caller From { get; init; }

    /// <summary>The endpoint; null for a host outside of the mesh whose endpoints are not known.</summary>
    public Workload? To { get; init; }

    /// <summary>The service whose host was called; null when the endpoint's address was.</summary>
    public ServiceModel? Service { get; init; }

    /// <summary>The port of the service that was called; null when the endpoint's address was.</summary>
    public int? ServicePort { get; init; }

    /// <summary>The container port that the connection arrives at.</summary>
    public required int Port { get; init; }

    /// <summary>What the port is declared to speak.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>The subset of the DestinationRule that a VirtualService has chosen; null for none.</summary>
    public string? Subset { get; init; }

    /// <summary>Whether a route of the client's own proxy leads here, so that its Sidecar need not list the service.</summary>
    public bool IsRouted { get; init; }

    /// <summary>The HTTP request; null where the application speaks something else.</summary>
    public HttpCall? Http { get; init; }

    /// <summary>Whether the application itself speaks TLS on the connection.</summary>
    public bool IsApplicationTls { get; init; }

    /// <summary>The server name that the client's TLS names; null for the one that its proxy would send.</summary>
    public string? Sni { get; init; }

    /// <summary>The client's address as trusted proxies in front of a gateway tell it; null when it is the caller's own.</summary>
    public string? RemoteIp { get; init; }
}
