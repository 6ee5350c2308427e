namespace Policies.Matrix;

/// <summary>Who may call the workloads of one region.</summary>
public sealed record RegionMatrix
{
    /// <summary>The region; null for objects from files.</summary>
    public required string? Region { get; init; }

    /// <summary>
    /// The rows: the region's workloads (those of <see cref="Destinations"/> first, in their order), workloads of other regions that may call something here,
    /// any other identity, and callers without a certificate.
    /// </summary>
    public required IReadOnlyList<MatrixCaller> Callers { get; init; }

    /// <summary>The columns: the region's workloads with a declared port, or their namespaces, as <c>namespace/name</c>.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }

    /// <summary>The cells by row and column; where there is none, everything is denied.</summary>
    public required IReadOnlyDictionary<(int Caller, int Destination), MatrixCell> Cells { get; init; }

    /// <summary>Whether rows and columns stand for namespaces.</summary>
    public bool IsFolded { get; init; }

    /// <summary>The workloads that declare no port, so that they have no column.</summary>
    public IReadOnlyList<string> WithoutPorts { get; init; } = [];
}
