using Pulumi;

namespace Components.Workloads;

/// <summary>The applications of a region that the program runs itself, to try policies with.</summary>
public sealed class TutorialWorkloads : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public TutorialWorkloads(string name, TutorialWorkloadsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:TutorialWorkloads", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, TutorialManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
