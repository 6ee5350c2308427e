using Pulumi.Kubernetes.Core.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>What a service does.</summary>
public class ServiceSpecArgs : ResourceArgs
{
    [Input("ports")]
    private InputList<ServicePortArgs>? _ports;

    [Input("selector")]
    private InputMap<string>? _selector;

    /// <summary>The service's address, or <c>None</c> for a headless service. The default is one that the API server chooses.</summary>
    [Input("clusterIP")]
    public Input<string>? ClusterIP { get; set; }

    /// <summary>The name that an <c>ExternalName</c> service stands for. The default is none.</summary>
    [Input("externalName")]
    public Input<string>? ExternalName { get; set; }

    /// <summary>The ports. The default is none.</summary>
    public InputList<ServicePortArgs> Ports { get => _ports ??= []; set => _ports = value; }

    /// <summary>Whether pods that are not ready are resolved too. The default is false.</summary>
    [Input("publishNotReadyAddresses")]
    public Input<bool>? PublishNotReadyAddresses { get; set; }

    /// <summary>The labels of the pods. The default is none.</summary>
    public InputMap<string> Selector { get => _selector ??= []; set => _selector = value; }

    /// <summary>How the service is reached. The default is <c>ClusterIP</c>.</summary>
    [Input("type")]
    public InputUnion<string, ServiceSpecType>? Type { get; set; }
}
