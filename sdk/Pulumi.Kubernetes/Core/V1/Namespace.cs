using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>A namespace.</summary>
[ResourceType("kubernetes:core/v1:Namespace", Package.Version)]
public class Namespace : KubernetesResource
{
    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments, to which constants are added; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    public Namespace(string name, NamespaceArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Namespace", name, Complete(args), Package.WithVersion(options))
    {
    }

    /// <summary>The object's <c>apiVersion</c>: <c>v1</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>The object's <c>kind</c>.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's metadata.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    private static NamespaceArgs Complete(NamespaceArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Namespace";
        return args;
    }
}
