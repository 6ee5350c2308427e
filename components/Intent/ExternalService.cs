namespace Components.Intent;

/// <summary>A service outside the mesh, and the TLS with which the region calls it.</summary>
public sealed record ExternalService
{
    /// <summary>Its name in the stack file.</summary>
    public required string Name { get; init; }

    /// <summary>Its DNS names; no wildcards.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The port that it serves TLS on.</summary>
    public required int Port { get; init; }

    /// <summary>The TLS that sidecars, or the egress gateway, originate.</summary>
    public required ExternalTls Tls { get; init; }

    /// <summary>
    /// Whether calls leave the cluster through the region's egress gateway, which then speaks the TLS and is the only one that the network lets out. The
    /// default is that each caller's own sidecar does.
    /// </summary>
    public bool ThroughGateway { get; init; }

    /// <summary>The workloads of this region that may call it. Never empty.</summary>
    public required IReadOnlyList<ExternalCaller> Callers { get; init; }
}
