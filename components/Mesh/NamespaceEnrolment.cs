using Pulumi;

namespace Components.Mesh;

/// <summary>The application namespaces of a region: in the mesh or not, and held to a Pod Security level.</summary>
/// <remarks>Everything that lives in a namespace depends on this component. The platform's own namespaces are not among them.</remarks>
public sealed class NamespaceEnrolment : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public NamespaceEnrolment(string name, NamespaceEnrolmentArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:NamespaceEnrolment", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, NamespaceManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
