using Pulumi;

namespace Components.Guards;

/// <summary>The policies of a region by which approver-policy approves requests for certificates.</summary>
public sealed class RequestApproval : ComponentResource
{
    /// <summary>Registers the policies; approver-policy, whose release brings their CRD, has to be there.</summary>
    public RequestApproval(string name, RequestApprovalArgs args, ComponentResourceOptions? options = null)
        : base("mtls:guards:RequestApproval", name, args, options)
    {
        ManifestRegistration.RegisterAll(
            name, ApprovalManifests.For(args.Intent, args.Options, args.Scope, args.Lifetime), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
