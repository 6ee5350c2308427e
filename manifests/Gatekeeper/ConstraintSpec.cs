using Manifests.Conversion;

namespace Manifests.Gatekeeper;

/// <summary><c>spec</c> of a constraint; a template's own parameters are among the other fields.</summary>
public sealed record ConstraintSpec : ManifestRecord, IManifestRecord<ConstraintSpec>
{
    /// <summary>What is done with objects that violate it: <c>deny</c>, <c>warn</c> or <c>dryrun</c>. Gatekeeper's default is <c>deny</c>.</summary>
    public string? EnforcementAction { get; init; }

    /// <summary>The objects that it looks at; null for all.</summary>
    public ConstraintMatch? Match { get; init; }

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var node = new MapNode(2);
        node.Put("enforcementAction", EnforcementAction);
        node.Put("match", Match);
        return node.PutExtra(ExtraFields);
    }

    /// <inheritdoc/>
    public static ConstraintSpec FromNode(MapNode node)
    {
        var fields = new FieldReader(node);
        return new ConstraintSpec
        {
            EnforcementAction = fields.Get<string>("enforcementAction", Readers.String),
            Match = fields.Object<ConstraintMatch>("match"),
            ExtraFields = fields.Rest(),
        };
    }
}
