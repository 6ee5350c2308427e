using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;
using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>A secret. Its values are secret outputs on a real engine.</summary>
[ResourceType("kubernetes:core/v1:Secret", Package.Version)]
public class Secret : KubernetesResource
{
    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments, to which constants are added; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    public Secret(string name, SecretArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Secret", name, Complete(args), Package.WithVersion(options, "data", "stringData"))
    {
    }

    /// <summary>The object's <c>apiVersion</c>: <c>v1</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>Values in base64, by key.</summary>
    [Output("data")]
    public Output<ImmutableDictionary<string, string>> Data { get; private set; } = null!;

    /// <summary>Whether the values can never change.</summary>
    [Output("immutable")]
    public Output<bool> Immutable { get; private set; } = null!;

    /// <summary>The object's <c>kind</c>.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's metadata.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    /// <summary>Values as text, by key.</summary>
    [Output("stringData")]
    public Output<ImmutableDictionary<string, string>> StringData { get; private set; } = null!;

    /// <summary>The kind of secret.</summary>
    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    private static SecretArgs Complete(SecretArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Secret";
        return args;
    }
}
