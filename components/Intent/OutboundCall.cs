namespace Components.Intent;

/// <summary>A call that a workload may make: the other side of a <see cref="Caller"/>.</summary>
public sealed record OutboundCall
{
    /// <summary>The destination's name.</summary>
    public required string Name { get; init; }

    /// <summary>The destination's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The destination's Kubernetes service account. The default is <see cref="Name"/>.</summary>
    public string ServiceAccount
    {
        get => field ?? Name;
        init;
    }

    /// <summary>The labels of the destination's pods.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The destination's kind.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>The destination's port.</summary>
    public required string PortName { get; init; }

    /// <summary>The Service's port: what the caller dials. A region where the destination does not run still needs a Service with it.</summary>
    public required int Port { get; init; }

    /// <summary>The container's port.</summary>
    public required int TargetPort { get; init; }

    /// <summary>The port's application protocol.</summary>
    public required PortProtocol Protocol { get; init; }

    /// <summary>Whether the destination also, or only, runs in this region.</summary>
    public required bool Local { get; init; }

    /// <summary>The other regions in which the destination may be called from here, by east-west gateway.</summary>
    public required IReadOnlyList<string> RemoteRegions { get; init; }
}
