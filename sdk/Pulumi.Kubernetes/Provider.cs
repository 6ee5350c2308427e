namespace Pulumi.Kubernetes;

/// <summary>The Kubernetes provider for one cluster.</summary>
public class Provider : ProviderResource
{
    /// <summary>Registers a provider.</summary>
    /// <param name="name">The name.</param>
    /// <param name="args">The settings; null for those of the environment.</param>
    /// <param name="options">The options; null for none.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes", name, args ?? new ProviderArgs(), Package.WithVersion(options))
    {
    }
}
