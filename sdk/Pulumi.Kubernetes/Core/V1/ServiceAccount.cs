using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.Core.V1;

/// <summary>A service account.</summary>
[ResourceType("kubernetes:core/v1:ServiceAccount", Package.Version)]
public class ServiceAccount : KubernetesResource
{
    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments, to which constants are added; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    public ServiceAccount(string name, ServiceAccountArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:ServiceAccount", name, Complete(args), Package.WithVersion(options))
    {
    }

    /// <summary>The object's <c>apiVersion</c>: <c>v1</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>Whether pods get a token for the API server.</summary>
    [Output("automountServiceAccountToken")]
    public Output<bool> AutomountServiceAccountToken { get; private set; } = null!;

    /// <summary>The object's <c>kind</c>.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's metadata.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    private static ServiceAccountArgs Complete(ServiceAccountArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "ServiceAccount";
        return args;
    }
}
