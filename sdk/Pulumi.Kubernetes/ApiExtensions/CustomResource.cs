using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>An object of a kind that this package has no class for.</summary>
public class CustomResource : KubernetesResource
{
    /// <summary>Registers an object with the type token <c>kubernetes:(apiVersion):(kind)</c>.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The object.</param>
    /// <param name="options">The options; null for none. They hold no version of the provider, unlike those of other classes.</param>
    public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions? options = null)
        : base(args.Type, name, args, options)
    {
    }

    /// <summary>The object's <c>apiVersion</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>The object's <c>kind</c>.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's metadata.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;
}
