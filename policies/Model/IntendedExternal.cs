namespace Policies.Model;

/// <summary>A service outside of the mesh, and how requests for it are meant to leave.</summary>
public sealed record IntendedExternal
{
    /// <summary>Its DNS names.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The port that it serves TLS on.</summary>
    public required int Port { get; init; }

    /// <summary>The workloads that call it, each <c>namespace/name</c>.</summary>
    public required IReadOnlyList<string> Callers { get; init; }

    /// <summary>Whether the region's side shows a certificate, too.</summary>
    public bool IsMutual { get; init; }

    /// <summary>The gateway, <c>namespace/name</c>, that speaks the TLS; null where each caller's proxy does.</summary>
    public string? Gateway { get; init; }
}
