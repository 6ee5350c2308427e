using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>The arguments of a service account.</summary>
public class ServiceAccountArgs : ResourceArgs
{
    /// <summary>Set by the resource.</summary>
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    /// <summary>Whether pods get a token for the API server. The default is true.</summary>
    [Input("automountServiceAccountToken")]
    public Input<bool>? AutomountServiceAccountToken { get; set; }

    /// <summary>Set by the resource.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }
}
