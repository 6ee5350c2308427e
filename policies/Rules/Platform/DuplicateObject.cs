using Manifests;

namespace Policies.Rules.Platform;

/// <summary>One object twice: what is applied last wins, and which one that is depends on the tool.</summary>
internal sealed class DuplicateObject : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS519",
        Level = FindingLevel.Error,
        Title = "object stated twice",
        Remedy = "remove one of them",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var first = new Dictionary<(string Group, string Kind, string Namespace, string Name), Manifest>(view.Every.Count);
        foreach (var manifest in view.Every.Where(HasOwnName))
        {
            var group = manifest.ApiVersion.Split('/') is [var own, _] ? own : "";
            var identity = (group, manifest.Kind, manifest.Namespace, manifest.Name);
            if (!first.TryAdd(identity, manifest))
            {
                var other = first[identity];
                yield return Find(
                    manifest, "", $"the same object stands at {Place(other)} too{(other.Node.Equals(manifest.Node) ? ", with the same fields" : ", with other fields")}");
            }
        }
    }

    /// <summary>Whether the name is in the text: one that the API server makes is another each time.</summary>
    private static bool HasOwnName(Manifest manifest) => manifest.Node.Record is { } record
        ? record.Metadata.Name is { Length: > 0 }
        : manifest.Node["metadata"] is MapNode metadata && metadata["name"] is ScalarNode { AsString.Length: > 0 };

    // The finding says where this one stands in full; for the other, the file's name and line are enough.
    private static string Place(Manifest other) =>
        other.Locate("") is { } place ? (place with { File = Path.GetFileName(place.File) }).ToString() : "another place";
}
