using Infra.Rotation;

namespace Infra.Migration;

/// <summary>A part of a stack that is to take mutual TLS only.</summary>
internal sealed record MigrationMove
{
    /// <summary>What becomes STRICT, such as <c>namespace shop</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The namespace that is to be watched; null for the mesh.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The settings that change, new exceptions included.</summary>
    public required IReadOnlyList<SettingsEdit> Edits { get; init; }
}
