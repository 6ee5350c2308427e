using Pulumi;

namespace Components.Workloads;

/// <summary>The ServiceAccounts and Services of a region: who each workload is, and the name under which it is called.</summary>
public sealed class ServiceIdentities : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public ServiceIdentities(string name, ServiceIdentitiesArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:ServiceIdentities", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, ServiceIdentityManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
