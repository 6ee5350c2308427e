using Manifests;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Core = Pulumi.Kubernetes.Core.V1;

namespace Components;

/// <summary>
/// Registers manifest records: kinds of the core group through Pulumi's typed classes, because its custom resource needs a group, and all
/// others through <see cref="ManifestResource"/>.
/// </summary>
internal static class ManifestRegistration
{
    /// <summary>Registers every object, each as <c>&lt;component&gt;-&lt;namespace&gt;-&lt;kind&gt;-&lt;name&gt;</c>.</summary>
    /// <param name="component">The name of the component whose children they are.</param>
    /// <param name="manifests">The objects.</param>
    /// <param name="options">Options for each of them: parent, dependencies, provider.</param>
    /// <returns>The resources, in the order of the objects; an array, since only that converts to <c>DependsOn</c>.</returns>
    internal static Resource[] RegisterAll(string component, IEnumerable<KubernetesObject> manifests, CustomResourceOptions options) =>
        [.. manifests.Select(manifest => Register($"{component}-{Role(manifest)}", manifest, options))];

    /// <summary>Registers one object.</summary>
    /// <exception cref="ArgumentException">
    /// The kind is of the core group and has no typed class here. Secrets are among them: their values are outputs, never records.
    /// </exception>
    internal static Resource Register(string name, KubernetesObject manifest, CustomResourceOptions options) =>
        (manifest.ApiVersion, manifest.Kind) switch
        {
            ("v1", "Namespace") => new Core.Namespace(name, ForNamespace(manifest), options),
            ("v1", "ServiceAccount") => new Core.ServiceAccount(name, ForServiceAccount(manifest), options),
            ("v1", "Service") => new Core.Service(name, ServiceManifestArgs.For(manifest), options),
            ("v1", "ConfigMap") => new Core.ConfigMap(name, ForConfigMap(manifest), options),
            ("v1", var kind) => throw new ArgumentException(
                $"{kind} '{manifest.Metadata.Name}': core kinds other than Namespace, ServiceAccount, Service and ConfigMap "
                + "are not registered from records"),
            _ => new ManifestResource(name, manifest, options),
        };

    private static string Role(KubernetesObject manifest)
    {
        var kindAndName = $"{manifest.Kind.ToLowerInvariant()}-{manifest.Metadata.Name}";
        return manifest.Metadata.Namespace is { } @namespace ? $"{@namespace}-{kindAndName}" : kindAndName;
    }

    private static NamespaceArgs ForNamespace(KubernetesObject manifest)
    {
        var fields = new ManifestFields(manifest);
        var args = new NamespaceArgs { Metadata = ManifestMetadata.Take(manifest, fields) };
        fields.EnsureAllTaken();
        return args;
    }

    private static ServiceAccountArgs ForServiceAccount(KubernetesObject manifest)
    {
        var fields = new ManifestFields(manifest);
        var args = new ServiceAccountArgs
        {
            Metadata = ManifestMetadata.Take(manifest, fields),
            AutomountServiceAccountToken = fields.TakeBoolean("automountServiceAccountToken"),
        };
        fields.EnsureAllTaken();
        return args;
    }

    private static ConfigMapArgs ForConfigMap(KubernetesObject manifest)
    {
        var fields = new ManifestFields(manifest);
        var args = new ConfigMapArgs
        {
            Metadata = ManifestMetadata.Take(manifest, fields),
            Data = fields.TakeTexts("data"),
            Immutable = fields.TakeBoolean("immutable"),
        };
        fields.EnsureAllTaken();
        return args;
    }
}
