using Manifests;
using Manifests.Apps.V1;
using Pulumi;

namespace Components.Workloads;

/// <summary>The order in which a server's objects come: what its pods mount, then the pods.</summary>
internal static class ServerRegistration
{
    /// <summary>Registers the objects of a component's servers.</summary>
    public static void Register(ComponentResource component, string name, IReadOnlyList<KubernetesObject> manifests)
    {
        var mounted = ManifestRegistration.RegisterAll(
            name, manifests.Where(manifest => manifest is not StatefulSet), new CustomResourceOptions { Parent = component });
        ManifestRegistration.RegisterAll(
            name, manifests.OfType<StatefulSet>(), new CustomResourceOptions { Parent = component, DependsOn = mounted });
    }
}
