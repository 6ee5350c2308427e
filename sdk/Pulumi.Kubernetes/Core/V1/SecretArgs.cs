using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

/// <summary>The arguments of a secret. Assign whole maps, as <c>StringData = new InputMap&lt;string&gt; { ... }</c>: adding entries to the map that a property returns sends them in clear.</summary>
public class SecretArgs : ResourceArgs
{
    [Input("data")]
    private InputMap<string>? _data;

    [Input("stringData")]
    private InputMap<string>? _stringData;

    /// <summary>Set by the resource.</summary>
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    /// <summary>Values in base64, by key; secret when assigned. The default is none.</summary>
    public InputMap<string> Data { get => _data ??= []; set => _data = Output.CreateSecret(value.ToOutput()); }

    /// <summary>Whether the values can never change. The default is false.</summary>
    [Input("immutable")]
    public Input<bool>? Immutable { get; set; }

    /// <summary>Set by the resource.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    /// <summary>Values as text, by key; secret when assigned. The default is none.</summary>
    public InputMap<string> StringData { get => _stringData ??= []; set => _stringData = Output.CreateSecret(value.ToOutput()); }

    /// <summary>The kind of secret, such as <c>kubernetes.io/tls</c>. The default is <c>Opaque</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }
}
