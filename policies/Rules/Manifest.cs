using Manifests;

namespace Policies.Rules;

/// <summary>An object that rules look at: its name in reports, its record, and the tree that it was written as.</summary>
public class Manifest
{
    private static readonly Dictionary<string, string> None = [];
    private protected Manifest(ObjectReference reference, MapNode node, int index) => (Reference, Node, Index) = (reference, node, index);

    /// <summary>The object; null for kinds without a record.</summary>
    public KubernetesObject? Record { get; private protected init; }

    /// <summary>Names the object.</summary>
    public ObjectReference Reference { get; }

    /// <summary>The object as it was written.</summary>
    public MapNode Node { get; }

    /// <summary>Its position in the input.</summary>
    public int Index { get; }

    /// <summary>The API version that it was written in.</summary>
    public string ApiVersion => Node.Record?.ApiVersion ?? (Node["apiVersion"] as ScalarNode)?.AsString ?? "";

    /// <summary>Its kind.</summary>
    public string Kind => Reference.Kind;

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>Its namespace: <c>default</c> where a namespaced object names none, as kubectl has it; empty for cluster-scoped objects.</summary>
    public string Namespace => Reference.Namespace ?? (Record is { IsNamespaced: false } ? "" : "default");

    /// <summary>The object's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => (IReadOnlyDictionary<string, string>?)Record?.Metadata.Labels ?? None;

    /// <summary>The object's annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations => (IReadOnlyDictionary<string, string>?)Record?.Metadata.Annotations ?? None;

    /// <summary>Where a field was written; where the innermost part of its path was that is there; null for objects that the program made.</summary>
    /// <param name="path">The field, such as <c>spec.rules[0].from[1].source</c>; empty for the object itself.</param>
    public SourceLocation? Locate(string path) =>
        FieldPath.Locate(Node, path) is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;

    /// <summary>The object of a tree; null where the tree does not say what it is.</summary>
    /// <param name="node">The object as it was written.</param>
    /// <param name="index">Its position in the input.</param>
    /// <param name="region">The region whose cluster it belongs to; null for objects from files.</param>
    /// <param name="record">The object; null for kinds without a record.</param>
    public static Manifest? From(MapNode node, int index, string? region, KubernetesObject? record) =>
        ObjectReference.To(node, region) is { } reference ? new Manifest(reference, node, index) { Record = record } : null;
}

/// <summary>An object of a known kind.</summary>
/// <typeparam name="T">The kind's record.</typeparam>
public sealed class Manifest<T> : Manifest
    where T : KubernetesObject
{
    private object? _parts;

    internal Manifest(Manifest manifest, T @object)
        : base(manifest.Reference, manifest.Node, manifest.Index) => Record = Object = @object;

    /// <summary>The object.</summary>
    public T Object { get; }

    /// <summary>What rules take the object apart into: made for the first of them. For one thread.</summary>
    /// <param name="read">How; the same for all who ask.</param>
    internal TParts Parts<TParts>(Func<Manifest<T>, TParts> read)
        where TParts : class => (TParts)(_parts ??= read(this));
}
