using Pulumi;

namespace Components.Workloads;

/// <summary>The client certificates with which a region's workloads call servers outside the mesh.</summary>
public sealed class ClientCertificates : ComponentResource
{
    /// <summary>Registers the objects.</summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public ClientCertificates(string name, ClientCertificatesArgs args, ComponentResourceOptions? options = null)
        : base("mtls:workloads:ClientCertificates", name, args, options)
    {
        ManifestRegistration.RegisterAll(name, ClientCertificateManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
