using Pulumi;

namespace Components.Mesh;

/// <summary>The way into a region for callers in other regions.</summary>
/// <remarks>The gateway's pods are the Platform component's; this is what they pass through.</remarks>
public sealed class EastWestGateway : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public EastWestGateway(string name, EastWestGatewayArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:EastWestGateway", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, EastWestGatewayManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
