using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Outputs.Meta.V1;

/// <summary>The metadata of a Kubernetes object. Fields that are not set are null or empty.</summary>
[OutputType]
public sealed class ObjectMeta
{
    /// <summary>Text for tools, by key.</summary>
    public readonly ImmutableDictionary<string, string> Annotations;

    /// <summary>What must happen before the object is deleted.</summary>
    public readonly ImmutableArray<string> Finalizers;

    /// <summary>The beginning of a name that the API server made.</summary>
    public readonly string GenerateName;

    /// <summary>Text to select by, by key.</summary>
    public readonly ImmutableDictionary<string, string> Labels;

    /// <summary>The name.</summary>
    public readonly string Name;

    /// <summary>The namespace.</summary>
    public readonly string Namespace;

    /// <summary>The version of the object's content.</summary>
    public readonly string ResourceVersion;

    /// <summary>The object's identity.</summary>
    public readonly string Uid;

    [OutputConstructor]
    private ObjectMeta(
        ImmutableDictionary<string, string> annotations,
        ImmutableArray<string> finalizers,
        string generateName,
        ImmutableDictionary<string, string> labels,
        string name,
        string @namespace,
        string resourceVersion,
        string uid)
    {
        Annotations = annotations;
        Finalizers = finalizers;
        GenerateName = generateName;
        Labels = labels;
        Name = name;
        Namespace = @namespace;
        ResourceVersion = resourceVersion;
        Uid = uid;
    }
}
