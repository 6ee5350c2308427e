using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>The arguments of a config map.</summary>
public class ConfigMapArgs : ResourceArgs
{
    [Input("binaryData")]
    private InputMap<string>? _binaryData;

    [Input("data")]
    private InputMap<string>? _data;

    /// <summary>Set by the resource.</summary>
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    /// <summary>Values in base64, by key. The default is none.</summary>
    public InputMap<string> BinaryData { get => _binaryData ??= []; set => _binaryData = value; }

    /// <summary>Values as text, by key. The default is none.</summary>
    public InputMap<string> Data { get => _data ??= []; set => _data = value; }

    /// <summary>Whether the values can never change. The default is false.</summary>
    [Input("immutable")]
    public Input<bool>? Immutable { get; set; }

    /// <summary>Set by the resource.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }
}
