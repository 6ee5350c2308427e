using System.Collections.Immutable;
using Manifests;
using Pulumi;

namespace Components;

/// <summary>The fields of a manifest on their way into a resource's arguments: each is taken once, and none may be left over.</summary>
internal sealed class ManifestFields
{
    private readonly KubernetesObject _manifest;
    private readonly string _part;
    private readonly MapNode _fields;
    private readonly bool[] _taken;

    /// <summary>The top-level fields of an object, without <c>apiVersion</c> and <c>kind</c>.</summary>
    public ManifestFields(KubernetesObject manifest)
        : this(manifest, "", manifest.ToNode())
    {
        TakeNode("apiVersion");
        TakeNode("kind");
    }

    /// <summary>The fields of a part of an object.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="part">The part, for the error.</param>
    /// <param name="fields">The part's fields.</param>
    public ManifestFields(KubernetesObject manifest, string part, MapNode fields) =>
        (_manifest, _part, _fields, _taken) = (manifest, part, fields, new bool[fields.Count]);

    /// <summary>The fields of a part of this part.</summary>
    /// <param name="part">The part, for the error.</param>
    /// <param name="fields">Its fields.</param>
    public ManifestFields Part(string part, MapNode fields) => new(_manifest, part, fields);

    /// <summary>The field's value, or null where the manifest does not have it.</summary>
    public Input<object>? Take(string field) => TakeNode(field)?.ToPlainObject() is { } value ? (Input<object>)Output.Create(value) : null;

    /// <summary>The field's text, or null.</summary>
    public Input<string>? TakeText(string field) => (TakeNode(field) as ScalarNode)?.AsString is { } text ? (Input<string>)text : null;

    /// <summary>The field's boolean, or null.</summary>
    public Input<bool>? TakeBoolean(string field) => (TakeNode(field) as ScalarNode)?.AsBoolean is { } value ? value : null;

    /// <summary>The field's integer, or null.</summary>
    public Input<int>? TakeInteger(string field) => (TakeNode(field) as ScalarNode)?.AsInteger is { } value ? checked((int)value) : null;

    /// <summary>The field's map of strings; empty where the manifest does not have it.</summary>
    public ImmutableDictionary<string, string> TakeTexts(string field)
    {
        if (TakeNode(field) is not MapNode map)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var texts = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var entry in map)
        {
            texts.Add(entry.Key, ((ScalarNode)entry.Value).AsString!);
        }

        return texts.ToImmutable();
    }

    /// <summary>The field's node, or null.</summary>
    public Node? TakeNode(string field)
    {
        var position = _fields.IndexOf(field);
        if (position < 0 || _taken[position])
        {
            return null;
        }

        _taken[position] = true;
        return _fields.EntryAt(position).Value;
    }

    /// <summary>Refuses what is left.</summary>
    /// <exception cref="ArgumentException">Some field was not taken, and would silently be missing in the cluster.</exception>
    public void EnsureAllTaken()
    {
        if (Array.IndexOf(_taken, false) >= 0)
        {
            var left = Enumerable.Range(0, _taken.Length).Where(position => !_taken[position]).Select(position => _fields.EntryAt(position).Key);
            throw new ArgumentException(
                $"{_manifest.Kind} '{_manifest.Metadata.Name}'{_part}: the resource class has no place for {string.Join(", ", left)}");
        }
    }
}
