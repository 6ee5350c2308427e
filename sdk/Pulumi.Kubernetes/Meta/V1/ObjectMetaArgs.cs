namespace Pulumi.Kubernetes.Types.Inputs.Meta.V1;

/// <summary>The metadata of a Kubernetes object.</summary>
public class ObjectMetaArgs : ResourceArgs
{
    [Input("annotations")]
    private InputMap<string>? _annotations;

    [Input("finalizers")]
    private InputList<string>? _finalizers;

    [Input("labels")]
    private InputMap<string>? _labels;

    /// <summary>Text for tools, by key. The default is none.</summary>
    public InputMap<string> Annotations { get => _annotations ??= []; set => _annotations = value; }

    /// <summary>What must happen before the object is deleted. The default is none.</summary>
    public InputList<string> Finalizers { get => _finalizers ??= []; set => _finalizers = value; }

    /// <summary>The beginning of a name that the API server makes. The default is none.</summary>
    [Input("generateName")]
    public Input<string>? GenerateName { get; set; }

    /// <summary>Text to select by, by key. The default is none.</summary>
    public InputMap<string> Labels { get => _labels ??= []; set => _labels = value; }

    /// <summary>The name. The default is one that the provider makes from the resource's name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The namespace. The default is the provider's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }
}
