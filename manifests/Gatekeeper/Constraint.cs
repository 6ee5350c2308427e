using Manifests.Conversion;

namespace Manifests.Gatekeeper;

/// <summary>
/// <c>constraints.gatekeeper.sh/v1beta1</c>, cluster-wide: puts a ConstraintTemplate in force. Its kind is the one that the template makes, so no pinned schema has
/// it.
/// </summary>
public sealed record Constraint : KubernetesObject
{
    /// <summary>The template's <c>spec.crd.spec.names.kind</c>.</summary>
    public required string Template { get; init; }

    /// <summary>What is done with objects that violate it: <c>deny</c>, <c>warn</c> or <c>dryrun</c>. The default is <c>deny</c>.</summary>
    public string EnforcementAction { get; init; } = "deny";

    /// <summary>The kinds of objects that it looks at.</summary>
    public required ValueList<ConstraintKinds> Kinds { get; init; }

    /// <summary>The namespaces in which it looks at them, or, where it looks at namespaces, those themselves; null for all.</summary>
    public ValueList<string>? Namespaces { get; init; }

    /// <inheritdoc/>
    public override string ApiVersion => "constraints.gatekeeper.sh/v1beta1";

    /// <inheritdoc/>
    public override string Kind => Template;

    /// <inheritdoc/>
    public override bool IsNamespaced => false;

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var match = new MapNode(2);
        match.Put("kinds", Kinds, Writers.Object);
        match.Put("namespaces", Namespaces, Writers.String);
        var spec = new MapNode(2);
        spec.Put("enforcementAction", EnforcementAction);
        spec.AddNew("match", match);
        var node = NewNode(1);
        node.AddNew("spec", spec);
        return node.PutExtra(ExtraFields);
    }
}
