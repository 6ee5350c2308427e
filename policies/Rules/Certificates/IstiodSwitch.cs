using Manifests.Apps.V1;

namespace Policies.Rules.Certificates;

/// <summary>Switches that istiod reads from its environment.</summary>
internal static class IstiodSwitch
{
    /// <summary>Whether a switch is on, as Go's ParseBool reads it.</summary>
    public static bool IsOn(Manifest<Deployment> istiod, string name) => (istiod.Object.Spec?.Template.Spec?.Containers ?? [])
        .SelectMany(container => container.Env ?? [])
        .Any(variable => variable.Name == name && variable.Value is ("1" or "t" or "T" or "true" or "TRUE" or "True"));
}
