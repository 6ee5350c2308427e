using Trust;

namespace Components.Intent;

/// <summary>A service of the intent as it runs in one region.</summary>
public sealed record Workload
{
    /// <summary>The service's name: its Kubernetes Service and the default of its service account and <c>app</c> label.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its Kubernetes service account; with namespace and trust domain it makes <see cref="Identity"/>.</summary>
    public required string ServiceAccount { get; init; }

    /// <summary>The identity that its certificate carries: <c>spiffe://&lt;trust domain&gt;/ns/&lt;namespace&gt;/sa/&lt;service account&gt;</c>.</summary>
    public required SpiffeId Identity { get; init; }

    /// <summary>The labels that select its pods, ordered by key. Never empty.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What kind of server it is, which decides how it gets its certificate.</summary>
    public ServerKind Kind { get; init; } = ServerKind.Mesh;

    /// <summary>
    /// Whose proxy it has; null for none. Servers that speak TLS themselves (every <see cref="ServerKind"/> but <see cref="ServerKind.Mesh"/>) have none.
    /// </summary>
    public required DataPlaneKind? DataPlane { get; init; }

    /// <summary>Whether it is in Istio's mesh.</summary>
    public bool InMesh => DataPlane is DataPlaneKind.Sidecar or DataPlaneKind.Ambient;

    /// <summary>Whether it has a proxy of Linkerd's.</summary>
    public bool InLinkerd => DataPlane is DataPlaneKind.Linkerd;

    /// <summary>Its ports, ordered by name (Pulumi hands maps over in that order, whatever the stack file says).</summary>
    public required IReadOnlyList<WorkloadPort> Ports { get; init; }

    /// <summary>The calls that it may make to other workloads: what egress has to allow.</summary>
    public required IReadOnlyList<OutboundCall> Outbound { get; init; }

    /// <summary>Whether some caller in another region is allowed; where not, its endpoints stay local to the cluster.</summary>
    public required bool CalledAcrossRegions { get; init; }

    /// <summary>A container image to deploy, for the workloads that the program itself runs (tutorial, broker, database); null otherwise.</summary>
    public string? Image { get; init; }

    /// <summary>Pods of a server that this program runs. Several of a NATS server form a cluster. The default is 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>With <see cref="ServerKind.Https"/>: the port at which the application listens on loopback, in plain HTTP. The default is 8080.</summary>
    public int Backend { get; init; } = 8080;

    /// <summary>Whether its service account is made by the chart that installs it. The default is that this program makes it.</summary>
    public bool AccountByChart { get; init; }

    /// <summary>How its pods come by the certificates that the mesh does not give them.</summary>
    public CertificateWiring Certificate { get; init; } = new();

    /// <summary>Limits on connections to it; null leaves Istio's defaults.</summary>
    public ConnectionPool? ConnectionPool { get; init; }
}
