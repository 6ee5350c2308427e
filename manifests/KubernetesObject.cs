using Manifests.Gatekeeper;
using Manifests.Meta.V1;

namespace Manifests;

/// <summary>A Kubernetes object: an API version, a kind, metadata, and the fields of the kind.</summary>
public abstract record KubernetesObject : ManifestRecord
{
    /// <summary>The API version on the wire, such as <c>security.istio.io/v1</c>; <c>v1</c> for the core group.</summary>
    public abstract string ApiVersion { get; }

    /// <summary>The kind on the wire, such as <c>AuthorizationPolicy</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether objects of the kind live in a namespace.</summary>
    public abstract bool IsNamespaced { get; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>
    /// Reads an object into the record of its kind, whatever served version its <c>apiVersion</c> names; the record has the preferred version's.
    /// </summary>
    /// <returns>The record; null when there is no record for the group and kind.</returns>
    public static KubernetesObject? Read(MapNode node)
    {
        var apiVersion = (node["apiVersion"] as ScalarNode)?.AsString ?? "";
        var kind = (node["kind"] as ScalarNode)?.AsString ?? "";
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return group == Constraint.Group ? Constraint.FromNode(node) : RecordCatalogue.Read(group, kind, node);
    }

    /// <summary>
    /// The object as a node that is written when somebody looks into it, and can be let go of again (<see cref="MapNode.Forget"/>): for many objects, of each of
    /// which most is looked at once.
    /// </summary>
    public MapNode ToPassingNode() => new(this);

    /// <summary>What <see cref="NewNode"/> begins with, by itself; null for other keys.</summary>
    internal Node? Named(string key) => ExtraFields is not null ? null : key switch
    {
        "apiVersion" => ApiVersion,
        "kind" => Kind,
        "metadata" => Metadata.ToNode(),
        _ => null,
    };

    /// <summary>A map that starts with the API version, the kind and the metadata.</summary>
    private protected MapNode NewNode(int fields)
    {
        var node = new MapNode(fields + 3);
        node.AddNew("apiVersion", ApiVersion);
        node.AddNew("kind", Kind);
        node.AddNew("metadata", Metadata.ToNode());
        return node;
    }
}
