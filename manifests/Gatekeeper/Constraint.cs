using Manifests.Conversion;
using Manifests.Meta.V1;

namespace Manifests.Gatekeeper;

/// <summary>
/// <c>constraints.gatekeeper.sh/v1beta1</c>, cluster-wide: puts a ConstraintTemplate in force. Its kind is the one that the template makes, so no pinned schema has
/// it.
/// </summary>
public sealed record Constraint : KubernetesObject, IManifestRecord<Constraint>
{
    internal const string Group = "constraints.gatekeeper.sh";

    /// <summary>The template's <c>spec.crd.spec.names.kind</c>.</summary>
    public required string Template { get; init; }

    /// <inheritdoc/>
    public override string ApiVersion => $"{Group}/v1beta1";

    /// <inheritdoc/>
    public override string Kind => Template;

    /// <inheritdoc/>
    public override bool IsNamespaced => false;

    /// <summary>Field <c>spec</c>.</summary>
    public ConstraintSpec? Spec { get; init; }

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var node = NewNode(1);
        node.Put("spec", Spec);
        return node.PutExtra(ExtraFields);
    }

    /// <inheritdoc/>
    public static Constraint FromNode(MapNode node)
    {
        var fields = new FieldReader(node);
        fields.Skip("apiVersion");
        fields.Skip("kind");
        return new Constraint
        {
            Template = (node["kind"] as ScalarNode)?.AsString ?? "",
            Metadata = fields.Object<ObjectMeta>("metadata") ?? new ObjectMeta(),
            Spec = fields.Object<ConstraintSpec>("spec"),
            ExtraFields = fields.Rest(),
        };
    }
}
