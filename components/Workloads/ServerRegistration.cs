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
            name, manifests.Where(manifest => !HasPods(manifest)), new CustomResourceOptions { Parent = component });
        ManifestRegistration.RegisterAll(
            name, manifests.Where(HasPods), new CustomResourceOptions { Parent = component, DependsOn = mounted });
    }

    private static bool HasPods(KubernetesObject manifest) => manifest is StatefulSet or Manifests.Apps.V1.Deployment;
}
