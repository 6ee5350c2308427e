using Pulumi;

namespace Components.Mesh;

/// <summary>Who may call what in a region: nobody anything, except the callers of the intent.</summary>
/// <remarks>The default deny is created after every allow and deleted before them, so that no allowed call is refused on the way.</remarks>
public sealed class AuthorizationPolicies : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public AuthorizationPolicies(string name, AuthorizationPoliciesArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:AuthorizationPolicies", name, args, options)
    {
        var allows = ManifestRegistration.RegisterAll(
            name, AuthorizationPolicyManifests.Allows(args.Intent), new CustomResourceOptions { Parent = this });
        ManifestRegistration.RegisterAll(
            name,
            AuthorizationPolicyManifests.DefaultDenies(args.Intent),
            new CustomResourceOptions { Parent = this, DependsOn = allows });
        RegisterOutputs();
    }
}
