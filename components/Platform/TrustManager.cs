using Pulumi;

namespace Components.Platform;

/// <summary>trust-manager in one region: writes the combined trust bundle into namespaces.</summary>
public sealed class TrustManager : ComponentResource
{
    /// <summary>Registers the release; it needs <see cref="CertManager"/> for its webhook's certificate.</summary>
    public TrustManager(string name, TrustManagerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:TrustManager", name, args, options)
    {
        TrustManagerRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
