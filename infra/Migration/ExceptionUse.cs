using Infra.Planning;
using Infra.Rotation;
using Infra.Settings;

namespace Infra.Migration;

/// <summary>Which exceptions nothing names any more after some edits: the settings refuse them, so they go as well.</summary>
internal static class ExceptionUse
{
    /// <summary>The edits that take them out; with the last one the section goes too.</summary>
    public static IReadOnlyList<SettingsEdit> Leftovers(EnvironmentSettings settings, IReadOnlyList<SettingsEdit> edits)
    {
        var removed = edits.Where(edit => edit.Value is null).Select(edit => edit.Path.ToString()).ToHashSet(StringComparer.Ordinal);
        var uses = Uses(settings).ToList();
        var left = uses.Where(use => !removed.Contains(use.Path.ToString())).Select(use => use.Name).ToHashSet(StringComparer.Ordinal);
        string[] gone = [.. uses.Select(use => use.Name).Distinct().Where(name => !left.Contains(name))];
        var isEmpty = gone.Length == settings.Exceptions.Count && !edits.Any(edit => edit.Value is not null && IsException(edit.Path));
        return isEmpty && gone.Length > 0 ? [new(SettingPaths.Exceptions, null)] : [.. gone.Select(name => new SettingsEdit(SettingPaths.Exceptions[name], null))];
    }

    private static bool IsException(SettingsPath path) => path.Steps()[0].Key == SettingPaths.Exceptions.Key;

    private static IEnumerable<(SettingsPath Path, string Name)> Uses(EnvironmentSettings settings)
    {
        List<(SettingsPath Path, string? Name)> uses =
        [
            (SettingPaths.Mesh["exception"], settings.Mesh.Exception),
            .. settings.Namespaces.Select(own => (SettingPaths.Namespaces[own.Key]["exception"], own.Value.Exception)),
        ];
        foreach (var (name, service) in settings.Services)
        {
            var path = SettingPaths.Services[name];
            uses.AddRange(service.Ports.Select(port => (path["ports"][port.Key]["exception"], port.Value.Exception)));
            uses.AddRange(service.Callers.Select((caller, index) => (path["callers"][index]["exception"], caller.Exception)));
        }

        return uses.Where(use => use.Name is not null).Select(use => (use.Path, use.Name!));
    }
}
