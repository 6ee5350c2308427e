namespace Manifests;

/// <summary>A key of a <see cref="MapNode"/> with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="KeyMark">Where the key begins in the text that it was read from; null when it was not read from a text.</param>
public readonly record struct MapEntry(string Key, Node Value, Mark? KeyMark = null);
