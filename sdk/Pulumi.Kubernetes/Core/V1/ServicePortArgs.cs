namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>A port of a service.</summary>
public class ServicePortArgs : ResourceArgs
{
    /// <summary>The application protocol, such as <c>kubernetes.io/h2c</c>. The default is none.</summary>
    [Input("appProtocol")]
    public Input<string>? AppProtocol { get; set; }

    /// <summary>The name. The default is none; several ports need names.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The port on every node. The default is one that the API server chooses.</summary>
    [Input("nodePort")]
    public Input<int>? NodePort { get; set; }

    /// <summary>The port of the service.</summary>
    [Input("port", required: true)]
    public Input<int> Port { get; set; } = null!;

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>. The default is <c>TCP</c>.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    /// <summary>The port of the pods, by number or name. The default is the service's port.</summary>
    [Input("targetPort")]
    public InputUnion<int, string>? TargetPort { get; set; }
}
