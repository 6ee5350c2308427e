using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>An object of any kind. Derive from it and add the fields of the kind, such as <c>[Input("spec")]</c>.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    /// <summary>Names the kind.</summary>
    /// <param name="apiVersion">The <c>apiVersion</c>; it needs a group, so core kinds are not possible.</param>
    /// <param name="kind">The <c>kind</c>.</param>
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Type = $"kubernetes:{apiVersion}:{kind}";
    }

    /// <summary>The object's <c>apiVersion</c>.</summary>
    [Input("apiVersion")]
    public Input<string> ApiVersion { get; }

    /// <summary>The object's <c>kind</c>.</summary>
    [Input("kind")]
    public Input<string> Kind { get; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Type { get; }
}
