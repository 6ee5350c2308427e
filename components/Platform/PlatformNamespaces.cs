using Pulumi;

namespace Components.Platform;

/// <summary>The namespaces of the platform in one region; everything else of the platform depends on them.</summary>
public sealed class PlatformNamespaces : ComponentResource
{
    /// <summary>Registers the namespaces.</summary>
    public PlatformNamespaces(string name, PlatformNamespacesArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:PlatformNamespaces", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, PlatformNamespaceManifests.For(args.Intent, args.Options), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
