using Trust.Sealing;

namespace Infra.Cli.Render.Sealing;

/// <summary>How to seal, as the command line says it.</summary>
internal sealed record SealingOptions
{
    /// <summary>The controllers' certificates: <c>file</c> or <c>region=file</c>.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>Where sealed values can be opened.</summary>
    public required SealingScope Scope { get; init; }

    /// <summary>The exported state that has the stack's keys, a file or <c>-</c>; null for the hermetic run's worthless ones.</summary>
    public required string? State { get; init; }
}
