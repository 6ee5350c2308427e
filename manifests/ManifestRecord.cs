namespace Manifests;

/// <summary>A part of a Kubernetes object: what every generated record is.</summary>
public abstract record ManifestRecord
{
    /// <summary>
    /// What a manifest had that the record has no property for: fields that the schema does not know, and values that its types cannot hold.
    /// Written back as it was read.
    /// </summary>
    internal MapNode? ExtraFields { get; init; }

    /// <summary>The record as a node, keys in the order of the fields; fields that are not set are left out.</summary>
    public abstract MapNode ToNode();
}
