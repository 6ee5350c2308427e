using Pulumi;

namespace Components.Platform;

/// <summary>The Sealed Secrets controller of one region: opens what <c>render --secrets seal</c> put into a committed tree.</summary>
public sealed class SealedSecretsController : ComponentResource
{
    /// <summary>Registers the release; its namespace has to exist.</summary>
    public SealedSecretsController(string name, SealedSecretsControllerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:platform:SealedSecretsController", name, args, options)
    {
        SealedSecretsRelease.For(args.Options).Register(name, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
