namespace Infra.Rotation;

/// <summary>An entry of a map in a YAML text.</summary>
/// <param name="Key">The key's text; null where it is no scalar.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">Where the value stands.</param>
internal sealed record YamlEntry(string? Key, YamlSpan KeySpan, YamlSpan Value);
