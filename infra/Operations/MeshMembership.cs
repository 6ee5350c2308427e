using System.Text;
using Infra.Cli;
using Infra.Cli.Rotation;
using Infra.Migration;
using Infra.Planning;
using Infra.Rotation;
using Infra.Settings;
using Manifests;

namespace Infra.Operations;

/// <summary>The settings by which a namespace's pods get sidecars.</summary>
internal static class MeshMembership
{
    /// <summary>The stack file after it; null where the namespace is in the mesh already.</summary>
    /// <exception cref="CliFailure">
    /// The name is nearly that of a namespace of the stack, the settings after it would be refused, or the file cannot be changed in place.
    /// </exception>
    public static string? Edit(EnvironmentIntent intent, StackFile file, string name)
    {
        RefuseMisspelt(intent, name);
        IReadOnlyList<SettingsEdit> edits = intent.Settings.Namespaces.TryGetValue(name, out var own)
            ? own.Sidecars ? [] : [new(SettingPaths.Namespaces[name]["sidecars"], null), .. Exception(own, name)]
            : [new(SettingPaths.Namespaces[name], "{}")];
        if (edits.Count == 0)
        {
            return null;
        }

        try
        {
            var text = StackFileEditor.Apply(file.Text, [.. edits, .. ExceptionUse.Leftovers(intent.Settings, edits)]);
            var reading = IntentReader.FromText(intent.Name, file.Name, Encoding.UTF8.GetBytes(text), intent.Today);
            return reading.Intent is not null
                ? text
                : throw CliFailure.Usage(
                    [.. reading.Errors.Select(error => error.ToString())], "the settings with the namespace in the mesh would be refused; nothing was written");
        }
        catch (FormatException e)
        {
            throw CliFailure.Usage([e.Message], "nothing was written");
        }
    }

    /// <summary>A namespace that the stack does not know is a new one of it; one that is spelt nearly like another is more likely a slip.</summary>
    private static void RefuseMisspelt(EnvironmentIntent intent, string name)
    {
        if (!intent.Settings.Namespaces.ContainsKey(name) && DidYouMean.Question(name, intent.Settings.Namespaces.Keys) is { } guess)
        {
            throw CliFailure.Usage(
                [$"stack {intent.Name} has no namespace {name}; {guess}"],
                $"if {name} is new, write '{name}: {{}}' under {SettingPaths.Namespaces} first");
        }
    }

    /// <summary>The exception that it had for going without sidecars, unless its mode needs one too.</summary>
    private static IReadOnlyList<SettingsEdit> Exception(NamespaceSettings own, string name) =>
        own.Exception is null || own.Mode is not null ? [] : [new(SettingPaths.Namespaces[name]["exception"], null)];
}
