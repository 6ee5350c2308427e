using Infra.Settings;

namespace Infra.Planning;

/// <summary>The paths of the settings that the plan's checks speak about.</summary>
internal static class SettingPaths
{
    public static SettingsPath Mesh { get; } = Of("mesh");

    public static SettingsPath Trust { get; } = Of("trust");

    public static SettingsPath Regions { get; } = Of("regions");

    public static SettingsPath Namespaces { get; } = Of("namespaces");

    public static SettingsPath Services { get; } = Of("services");

    public static SettingsPath Externals { get; } = Of("externals");

    public static SettingsPath Policies { get; } = Of("policies");

    public static SettingsPath Statements { get; } = Of("statements");

    public static SettingsPath Platform { get; } = Of("platform");

    public static SettingsPath Exceptions { get; } = Of("exceptions");

    private static SettingsPath Of(string key) => SettingsPath.Root[$"{SettingsSource.Project}:{key}"];
}
