using Pulumi;

namespace Components.Guards;

/// <summary>The admission policies of a region, which keep others from weakening the mesh beside this program.</summary>
public sealed class AdmissionGuards : ComponentResource
{
    /// <summary>Registers the policies.</summary>
    public AdmissionGuards(string name, AdmissionGuardsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:guards:AdmissionGuards", name, args, options)
    {
        ManifestRegistration.RegisterAll(
            name, GuardManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
