using Pulumi;

namespace Components.Network;

/// <summary>The network of a region, closed but for the calls of the intent and what the platform needs.</summary>
/// <remarks>
/// A namespace's default deny is created after every allow of that namespace and deleted before them. It needs to wait for no other: a
/// policy decides for the pods of its own namespace only, and every deny waiting for every allow is quadratic, here and in the engine's state.
/// </remarks>
public sealed class NetworkIsolation : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public NetworkIsolation(string name, NetworkIsolationArgs args, ComponentResourceOptions? options = null)
        : base("mtls:network:NetworkIsolation", name, args, options)
    {
        var allows = NetworkPolicyManifests.Allows(args.Intent);
        var resources = ManifestRegistration.RegisterAll(name, allows, new CustomResourceOptions { Parent = this });
        var byNamespace = allows.Zip(resources).ToLookup(pair => pair.First.Metadata.Namespace, pair => pair.Second);
        foreach (var deny in NetworkPolicyManifests.DefaultDenies(args.Intent))
        {
            ManifestRegistration.RegisterAll(
                name,
                [deny],
                new CustomResourceOptions { Parent = this, DependsOn = byNamespace[deny.Metadata.Namespace].ToArray() });
        }

        RegisterOutputs();
    }
}
