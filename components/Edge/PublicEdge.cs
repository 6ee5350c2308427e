using Pulumi;

namespace Components.Edge;

/// <summary>The way into a region from the internet: a Gateway of the Gateway API with public certificates.</summary>
/// <remarks>The gateway's pods are the Platform component's; the CRDs of the Gateway API have to be in the cluster.</remarks>
public sealed class PublicEdge : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public PublicEdge(string name, PublicEdgeArgs args, ComponentResourceOptions? options = null)
        : base("mtls:edge:PublicEdge", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, EdgeManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
