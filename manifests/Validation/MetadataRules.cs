using System.Text;

namespace Manifests.Validation;

/// <summary>The API server's rules for the metadata of every object (k8s.io/apimachinery's api/validation).</summary>
internal static class MetadataRules
{
    private const int MostAnnotationBytes = 256 * 1024;

    internal static void Validate(MapNode metadata, KindSchema kind, ErrorSink sink)
    {
        ValidateName(metadata, kind, sink);
        ValidateNamespace(metadata, kind, sink);
        ValidateLabels(metadata, sink);
        ValidateAnnotations(metadata, sink);
    }

    private static void ValidateName(MapNode metadata, KindSchema kind, ErrorSink sink)
    {
        var isGenerated = metadata["generateName"] is ScalarNode { AsString.Length: > 0 };
        sink.Enter("name");
        if (metadata["name"] is ScalarNode { AsString: { Length: > 0 } name } node)
        {
            if (NameRules.ProblemOf(name, kind.Group, kind.Kind) is { } problem)
            {
                sink.Add(SchemaErrorKind.InvalidName, node.Mark, $"'{name}' is not a name for a {kind.Kind}: {problem}");
            }
        }
        else if (!isGenerated && metadata["name"] is null or ScalarNode { IsNull: true } or ScalarNode { AsString: "" })
        {
            sink.Add(SchemaErrorKind.MissingField, metadata.Mark, "the field 'name' is required");
        }

        sink.Leave();
    }

    private static void ValidateNamespace(MapNode metadata, KindSchema kind, ErrorSink sink)
    {
        if (metadata["namespace"] is not ScalarNode { AsString: { Length: > 0 } name } node)
        {
            return;
        }

        sink.Enter("namespace");
        if (!kind.IsNamespaced)
        {
            sink.Add(SchemaErrorKind.WrongScope, node.Mark, $"{kind.Kind} lives outside namespaces; leave the field out");
        }
        else if (NameRules.ProblemOfLabel(name) is { } problem)
        {
            sink.Add(SchemaErrorKind.InvalidName, node.Mark, $"'{name}' is not a namespace: {problem}");
        }

        sink.Leave();
    }

    private static void ValidateLabels(MapNode metadata, ErrorSink sink)
    {
        if (metadata["labels"] is not MapNode labels)
        {
            return;
        }

        sink.Enter("labels");
        foreach (var entry in labels)
        {
            sink.Enter(entry.Key);
            if (NameRules.ProblemOfQualifiedName(entry.Key) is { } keyProblem)
            {
                sink.Add(SchemaErrorKind.InvalidLabel, entry.KeyMark, $"not a label's key: {keyProblem}");
            }

            if (entry.Value is ScalarNode { AsString: { } text } && NameRules.ProblemOfLabelValue(text) is { } problem)
            {
                sink.Add(SchemaErrorKind.InvalidLabel, entry.Value.Mark, $"'{text}' is not a label's value: {problem}");
            }

            sink.Leave();
        }

        sink.Leave();
    }

    private static void ValidateAnnotations(MapNode metadata, ErrorSink sink)
    {
        if (metadata["annotations"] is not MapNode annotations)
        {
            return;
        }

        sink.Enter("annotations");
        var size = 0L;
        foreach (var entry in annotations)
        {
            size += Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount((entry.Value as ScalarNode)?.AsString ?? "");

            // Kubernetes compares annotation keys in lower case.
            if (NameRules.ProblemOfQualifiedName(entry.Key.ToLowerInvariant()) is { } problem)
            {
                sink.Enter(entry.Key);
                sink.Add(SchemaErrorKind.InvalidLabel, entry.KeyMark, $"not an annotation's key: {problem}");
                sink.Leave();
            }
        }

        if (size > MostAnnotationBytes)
        {
            sink.Add(SchemaErrorKind.InvalidLabel, annotations.Mark, $"{size} bytes of annotations; at most {MostAnnotationBytes} are allowed");
        }

        sink.Leave();
    }
}
