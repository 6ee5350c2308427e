using Manifests.Conversion;

namespace Manifests.Gatekeeper;

/// <summary><c>spec.match.kinds[]</c> of a constraint.</summary>
public sealed record ConstraintKinds : ManifestRecord, IManifestRecord<ConstraintKinds>
{
    /// <summary>The API groups; the core's is empty. Null for all.</summary>
    public ValueList<string>? ApiGroups { get; init; }

    /// <summary>The kinds, as in manifests; null for all.</summary>
    public ValueList<string>? Kinds { get; init; }

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var node = new MapNode(2);
        node.Put("apiGroups", ApiGroups, Writers.String);
        node.Put("kinds", Kinds, Writers.String);
        return node.PutExtra(ExtraFields);
    }

    /// <inheritdoc/>
    public static ConstraintKinds FromNode(MapNode node)
    {
        var fields = new FieldReader(node);
        return new ConstraintKinds
        {
            ApiGroups = fields.List<string>("apiGroups", Readers.String),
            Kinds = fields.List<string>("kinds", Readers.String),
            ExtraFields = fields.Rest(),
        };
    }
}
