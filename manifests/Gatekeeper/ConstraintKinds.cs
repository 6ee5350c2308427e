using Manifests.Conversion;

namespace Manifests.Gatekeeper;

/// <summary><c>spec.match.kinds[]</c> of a constraint.</summary>
public sealed record ConstraintKinds : ManifestRecord
{
    /// <summary>The API groups; the core's is empty.</summary>
    public required ValueList<string> ApiGroups { get; init; }

    /// <summary>The kinds, as in manifests.</summary>
    public required ValueList<string> Kinds { get; init; }

    /// <inheritdoc/>
    public override MapNode ToNode()
    {
        var node = new MapNode(2);
        node.Put("apiGroups", ApiGroups, Writers.String);
        node.Put("kinds", Kinds, Writers.String);
        return node.PutExtra(ExtraFields);
    }
}
