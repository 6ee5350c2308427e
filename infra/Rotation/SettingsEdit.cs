using Infra.Settings;

namespace Infra.Rotation;

/// <summary>A change of one value in a stack file.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Value">Its new value as YAML on one line; null takes the key out.</param>
internal sealed record SettingsEdit(SettingsPath Path, string? Value);
