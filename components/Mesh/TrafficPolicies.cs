using Pulumi;

namespace Components.Mesh;

/// <summary>How calls leave a region's workloads: limits on connections, TLS to external services, and what each proxy knows of at all.</summary>
public sealed class TrafficPolicies : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public TrafficPolicies(string name, TrafficPoliciesArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:TrafficPolicies", name, args, options)
    {
        ManifestRegistration.RegisterAll(
            name,
            [
                .. ConnectionPoolManifests.For(args.Intent),
                .. ExternalServiceManifests.For(args.Intent),
                .. ExternalCredentialManifests.For(args.Intent),
                .. EgressGatewayManifests.For(args.Intent),
                .. SidecarManifests.For(args.Intent),
            ],
            new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
