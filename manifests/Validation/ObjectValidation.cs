namespace Manifests.Validation;

/// <summary>An object against the schema of its kind and the rules of every object.</summary>
internal static class ObjectValidation
{
    private static readonly string[] OfEveryObject = ["apiVersion", "kind", "metadata"];

    internal static void Validate(MapNode manifest, KindSchema kind, ErrorSink sink)
    {
        var values = new ValueValidation(sink, kind.IsBuiltIn);
        var root = kind.Root.Schema;
        ValidateMetadata(manifest, kind, values, sink);
        foreach (var entry in manifest)
        {
            if (OfEveryObject.Contains(entry.Key))
            {
                continue;
            }

            values.ValidateField(entry, root);
        }

        values.ValidateRequired(manifest, root, except: OfEveryObject);
        values.ValidateCombinations(manifest, root);
    }

    private static void ValidateMetadata(MapNode manifest, KindSchema kind, ValueValidation values, ErrorSink sink)
    {
        sink.Enter("metadata");
        if (manifest["metadata"] is MapNode metadata)
        {
            values.Validate(metadata, SchemaCatalogue.ObjectMeta);
            MetadataRules.Validate(metadata, kind, sink);
        }
        else
        {
            var node = manifest["metadata"];
            sink.Add(node is null ? SchemaErrorKind.MissingField : SchemaErrorKind.WrongType, node?.Mark ?? manifest.Mark, "metadata is required, as a map with a name");
        }

        sink.Leave();
    }
}
