using Pulumi;

namespace Components;

/// <summary>Pulumi's Kubernetes provider.</summary>
internal static class KubernetesProvider
{
    /// <summary>
    /// The version that this program is written for; the typed classes of the package send it by themselves, custom resources do not.
    /// </summary>
    internal const string Version = "4.32.0";

    /// <summary>The options with that version, unless they name one.</summary>
    internal static CustomResourceOptions WithVersion(CustomResourceOptions? options) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = Version }, options);
}
