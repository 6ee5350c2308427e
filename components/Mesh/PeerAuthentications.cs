using Pulumi;

namespace Components.Mesh;

/// <summary>Who takes plaintext in a region, and who mutual TLS only.</summary>
public sealed class PeerAuthentications : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public PeerAuthentications(string name, PeerAuthenticationsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:PeerAuthentications", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, PeerAuthenticationManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
