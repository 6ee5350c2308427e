namespace Manifests;

/// <summary>A generated record that can be read from a node.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IManifestRecord<TSelf>
    where TSelf : ManifestRecord, IManifestRecord<TSelf>
{
    /// <summary>
    /// Reads the record. Nothing that the map holds is lost: what has no property, or does not fit its type, is kept and written back. A required
    /// field that is missing gets its type's empty value, so validate first where that matters.
    /// </summary>
    static abstract TSelf FromNode(MapNode node);
}
