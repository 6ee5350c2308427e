using Policies.Evaluation;

namespace Policies.Matrix;

/// <summary>What one caller can do at one destination.</summary>
public sealed record MatrixCell
{
    /// <summary>How much is let through, of all ports together.</summary>
    public required MatrixAccess Access { get; init; }

    /// <summary>What the calls that get through travel over.</summary>
    public required IReadOnlyList<Transport> Transports { get; init; }

    /// <summary>The ports at which something is let through, or may be; none where the cell stands for several callers or destinations.</summary>
    public IReadOnlyList<MatrixPort> Ports { get; init; } = [];

    /// <summary>Of how many pairs of caller and destination something is let through, or may be. 1 but for cells that stand for several.</summary>
    public int Open { get; init; } = 1;

    /// <summary>For how many pairs it stands. 1 but for cells that stand for several.</summary>
    public int Pairs { get; init; } = 1;

    /// <summary>The access of several together.</summary>
    /// <param name="parts">The parts; at least one.</param>
    internal static MatrixAccess Together(IReadOnlyCollection<MatrixAccess> parts) =>
        parts.All(part => part == MatrixAccess.All) ? MatrixAccess.All
        : parts.All(part => part == MatrixAccess.Denied) ? MatrixAccess.Denied
        : parts.Any(part => part is MatrixAccess.All or MatrixAccess.Some) ? MatrixAccess.Some
        : MatrixAccess.Unknown;
}
