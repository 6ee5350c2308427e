using System.Text.Json;
using Manifests.Conversion;

namespace Manifests;

/// <summary>
/// A value of a manifest: a <see cref="MapNode"/>, a <see cref="ListNode"/> or a <see cref="ScalarNode"/>. Records, YAML, JSON, schemas and
/// Pulumi inputs all meet in this one tree.
/// </summary>
/// <remarks>Equality is that of JSON: the order of a map's keys and the marks do not count.</remarks>
public abstract class Node : IEquatable<Node>
{
    private protected Node()
    {
    }

    /// <summary>Where the node begins in the text that it was read from; null when it was not read from a text.</summary>
    public Mark? Mark { get; init; }

    /// <summary>
    /// The value as plain objects, in the form in which Pulumi's engine gives them back, so that they need no copy on the way: null,
    /// <see cref="bool"/>, <see cref="double"/> (whole numbers too), <see cref="string"/>, <c>ImmutableArray&lt;object?&gt;</c> and
    /// <c>ImmutableDictionary&lt;string, object?&gt;</c>.
    /// </summary>
    public object? ToPlainObject() => PlainObjects.From(this);

    /// <summary>
    /// The node for plain objects, as Pulumi's mocks hand them over: whole doubles become integers, any dictionary with string keys a map,
    /// any other sequence a list.
    /// </summary>
    /// <exception cref="ArgumentException">The value, or one inside it, is of a type that JSON has no word for.</exception>
    public static Node FromPlainObject(object? value) => PlainObjects.ToNode(value);

    /// <summary>The node for a JSON value. Of duplicate keys the last one counts, as in <see cref="JsonElement"/> itself.</summary>
    public static Node FromJson(JsonElement element) => JsonElements.ToNode(element);

    /// <inheritdoc/>
    public abstract bool Equals(Node? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Node);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>A string scalar.</summary>
    public static implicit operator Node(string value) => new ScalarNode(value);

    /// <summary>A boolean scalar.</summary>
    public static implicit operator Node(bool value) => ScalarNode.Of(value);

    /// <summary>An integer scalar.</summary>
    public static implicit operator Node(long value) => new ScalarNode(value);

    /// <summary>A number scalar.</summary>
    public static implicit operator Node(double value) => new ScalarNode(value);
}
