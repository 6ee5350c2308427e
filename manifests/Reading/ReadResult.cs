namespace Manifests.Reading;

/// <summary>What was read, and everything that could not be.</summary>
/// <typeparam name="T">The nodes that were asked for: whole documents, or objects.</typeparam>
public sealed record ReadResult<T>
    where T : Node
{
    /// <summary>What was read, in the order of the text. Documents with an error are left out.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>
    /// The documents with an error, without what could not be read of them: for those who have more to report about them, and for nothing else.
    /// </summary>
    public IReadOnlyList<T> Incomplete { get; init; } = [];

    /// <summary>The folders with a Helm chart below the one that was read: their files are templates, which become objects only when Helm renders them.</summary>
    public IReadOnlyList<string> Charts { get; init; } = [];

    /// <summary>Everything that could not be read, in the order of the text; empty when all was well.</summary>
    public required IReadOnlyList<ReadError> Errors { get; init; }
}
