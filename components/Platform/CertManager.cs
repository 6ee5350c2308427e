using Pulumi;

namespace Components.Platform;

/// <summary>cert-manager in one region: issues the certificates of everything that the mesh does not serve.</summary>
/// <remarks>The release ends when the API answers through its webhook, so issuers may follow at once.</remarks>
public sealed class CertManager : ComponentResource
{
    /// <summary>Registers the release; its namespace has to exist.</summary>
    public CertManager(string name, CertManagerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:CertManager", name, args, options)
    {
        var release = CertManagerRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this });
        if (args.Options.ApproverVersion is not null)
        {
            // Before anything else asks for a certificate: what cert-manager no longer approves itself would wait.
            ApproverRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this, DependsOn = release });
        }

        RegisterOutputs();
    }
}
