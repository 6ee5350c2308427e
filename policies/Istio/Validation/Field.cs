using Manifests;

namespace Policies.Istio.Validation;

/// <summary>A place in a manifest: what stands there, if anything, and the path to it. Null counts as absent, as in Istio's own decoding.</summary>
internal sealed class Field
{
    private readonly Field? _parent;
    private readonly Node? _node;
    private readonly string _name;
    private readonly int _index;

    private Field(Node? node, Field? parent, string name, int index = -1)
    {
        _node = node is ScalarNode { IsNull: true } ? null : node;
        (_parent, _name, _index) = (parent, name, index);
    }

    /// <summary>The whole manifest.</summary>
    public static Field Of(MapNode manifest) => new(manifest, null, "");

    /// <summary>The path from the manifest's root, put together when somebody asks: most fields are fine.</summary>
    public string Path => (_parent, _index) switch
    {
        (null, _) => "",
        (_, >= 0) => $"{_parent.Path}[{_index}]",
        _ => _parent.Path is { Length: > 0 } before ? $"{before}.{_name}" : _name,
    };

    /// <summary>What stands there; null where nothing does.</summary>
    public Node? Value => _node;

    /// <summary>The field's own name; empty for items of lists.</summary>
    public string Name => _name;

    /// <summary>Whether the manifest has the field.</summary>
    public bool IsPresent => _node is not null;

    /// <summary>Whether the field is present and holds nothing: an empty map, list or text.</summary>
    public bool IsEmpty => _node switch
    {
        MapNode map => map.Count == 0,
        ListNode list => list.Count == 0,
        ScalarNode scalar => scalar.Text.Length == 0,
        _ => false,
    };

    /// <summary>Whether the field is present and holds something.</summary>
    public bool IsFilled => IsPresent && !IsEmpty;

    /// <summary>The text of a scalar; empty where there is none.</summary>
    public string Text => (_node as ScalarNode)?.Text ?? "";

    /// <summary>Whether the field is <c>true</c>.</summary>
    public bool IsTrue => (_node as ScalarNode)?.AsBoolean is true;

    /// <summary>The number; 0 where there is none.</summary>
    public double Number => (_node as ScalarNode)?.AsNumber ?? 0;

    /// <summary>The items of a list.</summary>
    public IEnumerable<Field> Items
    {
        get
        {
            if (_node is not ListNode { Count: > 0 } list)
            {
                return [];
            }

            var items = new Field[list.Count];
            for (var index = 0; index < items.Length; index++)
            {
                items[index] = new Field(list[index], this, "", index);
            }

            return items;
        }
    }

    /// <summary>How many items a list has; 0 where there is none.</summary>
    public int Count => (_node as ListNode)?.Count ?? 0;

    /// <summary>The text of an item, without a field of its own: most items are fine.</summary>
    public string TextAt(int index) => ((ListNode)_node!)[index] is ScalarNode { IsNull: false } scalar ? scalar.Text : "";

    /// <summary>An item of a list.</summary>
    public Field At(int index) => new(((ListNode)_node!)[index], this, "", index);

    /// <summary>The values of a map, by key.</summary>
    public IEnumerable<KeyValuePair<string, Field>> Entries =>
        _node is MapNode map ? map.Select(entry => KeyValuePair.Create(entry.Key, this[entry.Key])) : [];

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.Text);

    /// <summary>Where the field, or the nearest one around it, was written.</summary>
    public SourceLocation? Source =>
        _node?.Mark is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : _parent?.Source;

    /// <summary>Those of some fields inside this one that are present: most of what a rule could ask for, it does not.</summary>
    public IEnumerable<Field> Present(string[] names)
    {
        foreach (var name in names)
        {
            if (_node is MapNode map && map[name] is { } node and not ScalarNode { IsNull: true })
            {
                yield return new Field(node, this, name);
            }
        }
    }

    /// <summary>A field inside this one.</summary>
    public Field this[string name] => new((_node as MapNode)?[name], this, name);
}
