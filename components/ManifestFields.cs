using Manifests;
using Pulumi;

namespace Components;

/// <summary>The fields of a manifest on their way into a resource's arguments: each is taken once, and none may be left over.</summary>
internal sealed class ManifestFields
{
    private readonly string _what;
    private readonly Dictionary<string, Node> _left;

    /// <summary>The top-level fields of an object, without <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>.</summary>
    public ManifestFields(KubernetesObject manifest)
        : this($"{manifest.Kind} '{manifest.Metadata.Name}'", manifest.ToNode())
    {
        _left.Remove("apiVersion");
        _left.Remove("kind");
        _left.Remove("metadata");
    }

    /// <summary>The fields of a part of an object.</summary>
    /// <param name="what">The part, for the error.</param>
    /// <param name="node">The part.</param>
    public ManifestFields(string what, MapNode node) =>
        (_what, _left) = (what, node.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));

    /// <summary>The field's value, or null where the manifest does not have it.</summary>
    public Input<object>? Take(string field) => TakeNode(field)?.ToPlainObject() is { } value ? (Input<object>)Output.Create(value) : null;

    /// <summary>The field's text, or null.</summary>
    public Input<string>? TakeText(string field) => (TakeNode(field) as ScalarNode)?.AsString is { } text ? (Input<string>)text : null;

    /// <summary>The field's boolean, or null.</summary>
    public Input<bool>? TakeBoolean(string field) => (TakeNode(field) as ScalarNode)?.AsBoolean is { } value ? value : null;

    /// <summary>The field's integer, or null.</summary>
    public Input<int>? TakeInteger(string field) => (TakeNode(field) as ScalarNode)?.AsInteger is { } value ? checked((int)value) : null;

    /// <summary>The field's map of strings; empty where the manifest does not have it.</summary>
    public Dictionary<string, string> TakeTexts(string field) =>
        TakeNode(field) is MapNode map
            ? map.ToDictionary(entry => entry.Key, entry => ((ScalarNode)entry.Value).AsString!, StringComparer.Ordinal)
            : [];

    /// <summary>The field's node, or null.</summary>
    public Node? TakeNode(string field) => _left.Remove(field, out var node) ? node : null;

    /// <summary>Refuses what is left.</summary>
    /// <exception cref="ArgumentException">Some field was not taken, and would silently be missing in the cluster.</exception>
    public void EnsureAllTaken()
    {
        if (_left.Count > 0)
        {
            throw new ArgumentException($"{_what}: the resource class has no place for {string.Join(", ", _left.Keys)}");
        }
    }
}
