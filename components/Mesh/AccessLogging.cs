using Pulumi;

namespace Components.Mesh;

/// <summary>The access log of a region: what authorization refused, and what failed in TLS.</summary>
public sealed class AccessLogging : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    public AccessLogging(string name, AccessLoggingArgs args, ComponentResourceOptions? options = null)
        : base("mtls:mesh:AccessLogging", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, AccessLogManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
