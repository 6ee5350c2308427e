using Pulumi;

namespace Components.Linkerd;

/// <summary>Who may call what in Linkerd's mesh: nobody anything, except the callers of the intent.</summary>
/// <remarks>A Server closes its port the moment it is there, so every authorization is created before it and deleted after it.</remarks>
public sealed class LinkerdAuthorizations : ComponentResource
{
    /// <summary>Registers the objects; Linkerd's CRDs have to exist.</summary>
    public LinkerdAuthorizations(string name, LinkerdAuthorizationsArgs args, ComponentResourceOptions? options = null)
        : base("mtls:linkerd:LinkerdAuthorizations", name, args, options)
    {
        var allows = ManifestRegistration.RegisterAll(
            name, LinkerdServerManifests.Authorizations(args.Intent), new CustomResourceOptions { Parent = this });
        ManifestRegistration.RegisterAll(
            name, LinkerdServerManifests.Servers(args.Intent), new CustomResourceOptions { Parent = this, DependsOn = allows });
        RegisterOutputs();
    }
}
