using Pulumi;

namespace Components.Network;

/// <summary>The network of a region, closed but for the calls of the intent and what the platform needs.</summary>
/// <remarks>The default denies are created after every allow and deleted before them.</remarks>
public sealed class NetworkIsolation : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public NetworkIsolation(string name, NetworkIsolationArgs args, ComponentResourceOptions? options = null)
        : base("mtls:network:NetworkIsolation", name, args, options)
    {
        var allows = ManifestRegistration.RegisterAll(
            name, NetworkPolicyManifests.Allows(args.Intent), new CustomResourceOptions { Parent = this });
        ManifestRegistration.RegisterAll(
            name,
            NetworkPolicyManifests.DefaultDenies(args.Intent),
            new CustomResourceOptions { Parent = this, DependsOn = allows });
        RegisterOutputs();
    }
}
