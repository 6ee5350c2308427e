using Manifests;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Components;

/// <summary>A manifest record as the arguments of a custom resource: the top-level fields that the kinds in use have.</summary>
internal sealed class ManifestResourceArgs : CustomResourceArgs
{
    /// <summary>Takes every field of the record over.</summary>
    /// <exception cref="ArgumentException">The record has a top-level field that is not listed here; a field must not get lost.</exception>
    public ManifestResourceArgs(KubernetesObject manifest)
        : base(manifest.ApiVersion, manifest.Kind)
    {
        var fields = new ManifestFields(manifest);
        Metadata = ManifestMetadata.Take(manifest, fields);
        Spec = fields.Take("spec");
        Rules = fields.Take("rules");
        RoleRef = fields.Take("roleRef");
        Subjects = fields.Take("subjects");
        AggregationRule = fields.Take("aggregationRule");
        fields.EnsureAllTaken();
    }

    /// <summary>What nearly every kind has.</summary>
    [Input("spec")]
    public Input<object>? Spec { get; }

    /// <summary>The rules of a Role or ClusterRole.</summary>
    [Input("rules")]
    public Input<object>? Rules { get; }

    /// <summary>The role of a RoleBinding or ClusterRoleBinding.</summary>
    [Input("roleRef")]
    public Input<object>? RoleRef { get; }

    /// <summary>The subjects of a RoleBinding or ClusterRoleBinding.</summary>
    [Input("subjects")]
    public Input<object>? Subjects { get; }

    /// <summary>How a ClusterRole collects others.</summary>
    [Input("aggregationRule")]
    public Input<object>? AggregationRule { get; }
}
