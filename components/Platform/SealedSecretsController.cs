using Pulumi;

namespace Components.Platform;

/// <summary>The Sealed Secrets controller of one region: opens what <c>render --secrets seal</c> put into a committed tree.</summary>
public sealed class SealedSecretsController : ComponentResource
{
    /// <summary>Registers the network policies and the release; its namespace has to exist.</summary>
    public SealedSecretsController(string name, SealedSecretsControllerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:SealedSecretsController", name, args, options)
    {
        var policies = ManifestRegistration.RegisterAll(
            name, SealedSecretsManifests.For(args.Intent, args.Options), new CustomResourceOptions { Parent = this });
        SealedSecretsRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this, DependsOn = policies });
        RegisterOutputs();
    }
}
