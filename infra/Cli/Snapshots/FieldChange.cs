using Manifests;

namespace Infra.Cli.Snapshots;

/// <summary>A field that differs between two manifests.</summary>
/// <param name="Path">The field, such as <c>spec.rules[0].to[0].operation.methods</c>.</param>
/// <param name="Before">Its value before; null where it was absent.</param>
/// <param name="After">Its value after; null where it is absent.</param>
internal sealed record FieldChange(string Path, Node? Before, Node? After);
