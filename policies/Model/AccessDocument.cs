namespace Policies.Model;

/// <summary>The JSON document of an <see cref="AccessFile"/>.</summary>
internal sealed record AccessDocument
{
    /// <summary>The version of the document's form.</summary>
    public required string Format { get; init; }

    /// <summary>The clusters.</summary>
    public required IReadOnlyList<KnownCluster> Clusters { get; init; }
}
