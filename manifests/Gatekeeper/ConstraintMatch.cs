using Manifests.Conversion;

namespace Manifests.Gatekeeper;

/// <summary><c>spec.match</c> of a constraint.</summary>
public sealed record ConstraintMatch : ManifestRecord, IManifestRecord<ConstraintMatch>
{
    /// <summary>The kinds of objects that it looks at; null for all.</summary>
    public ValueList<ConstraintKinds>? Kinds { get; init; }

    /// <summary>The namespaces in which it looks at them, or, where it looks at namespaces, those themselves; null for all.</summary>
    public ValueList<string>? Namespaces { get; init; }

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var node = new MapNode(2);
        node.Put("kinds", Kinds, Writers.Object);
        node.Put("namespaces", Namespaces, Writers.String);
        return node.PutExtra(ExtraFields);
    }

    /// <inheritdoc/>
    public static ConstraintMatch FromNode(MapNode node)
    {
        var fields = new FieldReader(node);
        return new ConstraintMatch
        {
            Kinds = fields.List<ConstraintKinds>("kinds", Readers.Object<ConstraintKinds>),
            Namespaces = fields.List<string>("namespaces", Readers.String),
            ExtraFields = fields.Rest(),
        };
    }
}
