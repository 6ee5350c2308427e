namespace Infra.Migration;

/// <summary>What the servers' proxies reported about one port of a workload in the window.</summary>
internal sealed record TrafficSeries
{
    /// <summary>Istio's name of the cluster (<c>destination_cluster</c>); empty where the label is missing.</summary>
    public required string Cluster { get; init; }

    /// <summary>The workload's namespace (<c>destination_workload_namespace</c>).</summary>
    public required string Namespace { get; init; }

    /// <summary>The names by which the workload goes: its Service, itself, its label <c>app</c>; without empty ones.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The pod's port (<c>destination_port</c>); null where the label is missing, and the numbers are those of all ports then.</summary>
    public int? Port { get; init; }

    /// <summary>Whether connections were counted and not requests.</summary>
    public required bool IsTcp { get; init; }

    /// <summary>Calls by mutual TLS.</summary>
    public required double MutualTls { get; init; }

    /// <summary>Calls in plaintext.</summary>
    public required double Plaintext { get; init; }

    /// <summary>The part of the window in which the counters were there, 0 to 1.</summary>
    public required double Observed { get; init; }

    /// <summary>Who called in plaintext, as <c>namespace/workload</c>; <c>unknown</c> where there is no sidecar to say so.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
