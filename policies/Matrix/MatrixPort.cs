using Policies.Evaluation;
using Policies.Symbolic.Servers;

namespace Policies.Matrix;

/// <summary>What a caller can do at one port.</summary>
public sealed record MatrixPort
{
    /// <summary>The port.</summary>
    public required DestinationPort Port { get; init; }

    /// <summary>How much is let through.</summary>
    public required MatrixAccess Access { get; init; }

    /// <summary>What it travels over.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The requests that are let through, or may be, in words; <c>anything</c> where it is every request.</summary>
    public required string Requests { get; init; }

    /// <summary>The objects that let them through, or leave it open, each with the place where it was written; none where nothing stands in the way.</summary>
    public required IReadOnlyList<(ObjectReference Object, SourceLocation? Place)> By { get; init; }

    /// <summary>Why, in one sentence without a full stop.</summary>
    public required string Reason { get; init; }
}
