using System.Diagnostics.CodeAnalysis;

namespace Manifests.Conversion;

/// <summary>Reads a node as a value of a type, where it is one.</summary>
internal delegate bool NodeReader<T>(Node node, [MaybeNullWhen(false)] out T value);
