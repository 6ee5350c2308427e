using System.Text.Json.Nodes;

namespace Manifests.Generator.Generating;

/// <summary>The records of Kubernetes' own definitions: the chosen kinds and everything that they are made of, one file each.</summary>
internal sealed class KubernetesTypes(SchemaSnapshot snapshot)
{
    private readonly SortedDictionary<string, SourceFile?> _files = new(StringComparer.Ordinal);

    internal static IEnumerable<SourceFile> Build(SchemaSnapshot snapshot)
    {
        var types = new KubernetesTypes(snapshot);
        types.Add("meta.v1.ObjectMeta");
        foreach (var (_, schema) in snapshot.RecordKinds())
        {
            types.Add(SchemaSnapshot.ReferenceOf(schema)!);
        }

        return types._files.Values.OfType<SourceFile>();
    }

    private void Add(string definition)
    {
        if (!_files.TryAdd(definition, null))
        {
            return;
        }

        var schema = snapshot.Definition(definition);
        var @namespace = Namespaces.OfDefinition(definition);
        var name = NameOf(definition);
        var identity = snapshot.RecordKinds().FirstOrDefault(kind => SchemaSnapshot.ReferenceOf(kind.Schema) == definition).Identity;
        var summary = identity is null
            ? $"<c>{definition}</c> of Kubernetes' API."
            : $"<c>{identity.ApiVersion}</c> {identity.Kind}, {(identity.IsNamespaced ? "in a namespace" : "cluster-wide")}.";
        var fields = Fields.Of(name, schema, isObject: identity is not null, (_, property) => TypeOf(property, @namespace));
        var record = new RecordType(@namespace, name, summary, identity, fields);
        _files[definition] = new SourceFile(SourceText.PathOf(@namespace, name), snapshot.FileName, @namespace, [record], []);
    }

    private FieldType TypeOf(JsonObject schema, string currentNamespace) => FieldTypes.Of(schema, inner =>
    {
        if (SchemaSnapshot.ReferenceOf(inner) is not { } definition)
        {
            return null;
        }

        if (!snapshot.Definition(definition).ContainsKey("properties"))
        {
            return FieldTypes.Of(snapshot.Definition(definition), _ => null);
        }

        Add(definition);
        var @namespace = Namespaces.OfDefinition(definition);
        return FieldTypes.Record(@namespace == currentNamespace ? NameOf(definition) : $"global::{@namespace}.{NameOf(definition)}");
    });

    private static string NameOf(string definition) => definition[(definition.LastIndexOf('.') + 1)..];
}
