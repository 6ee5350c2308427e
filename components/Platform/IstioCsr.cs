using Pulumi;

namespace Components.Platform;

/// <summary>istio-csr in one region: proxies' certificates come from cert-manager, and istiod holds no CA key.</summary>
/// <remarks>It has to be there before Istio: proxies that got their certificates from istiod would go on with those, of a CA that istiod made itself.</remarks>
public sealed class IstioCsr : ComponentResource
{
    /// <summary>Registers issuer, policy and release. cert-manager, the CA's Secret and the roots' ConfigMap have to exist.</summary>
    public IstioCsr(string name, IstioCsrArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:IstioCsr", name, args, options)
    {
        var issuer = ManifestRegistration.RegisterAll(name, IstioCsrManifests.For(args.Intent), new CustomResourceOptions { Parent = this });
        IstioCsrRelease.For(args.Intent, args.Options).Register(name, new CustomResourceOptions { Parent = this, DependsOn = issuer });
        RegisterOutputs();
    }
}
