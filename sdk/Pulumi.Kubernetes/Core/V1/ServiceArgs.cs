using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>The arguments of a service.</summary>
public class ServiceArgs : ResourceArgs
{
    /// <summary>Set by the resource.</summary>
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    /// <summary>Set by the resource.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    /// <summary>What the service does.</summary>
    [Input("spec")]
    public Input<ServiceSpecArgs>? Spec { get; set; }
}
