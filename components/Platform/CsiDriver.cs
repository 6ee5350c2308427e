using Pulumi;

namespace Components.Platform;

/// <summary>
/// cert-manager's CSI driver in one region: makes a key on the pod's node, has a certificate issued for it, mounts both into the pod, and renews them there.
/// </summary>
public sealed class CsiDriver : ComponentResource
{
    /// <summary>Registers the network policies and the release; its namespace and cert-manager have to exist.</summary>
    public CsiDriver(string name, CsiDriverArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:CsiDriver", name, args, options)
    {
        var policies = ManifestRegistration.RegisterAll(
            name, CsiDriverManifests.For(args.Intent, args.Options), new CustomResourceOptions { Parent = this });
        CsiDriverRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this, DependsOn = policies });
        RegisterOutputs();
    }
}
