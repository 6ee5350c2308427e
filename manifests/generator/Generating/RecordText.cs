using System.Text;

namespace Manifests.Generator.Generating;

/// <summary>The text of a generated record.</summary>
internal static class RecordText
{
    internal static void Append(StringBuilder text, RecordType record)
    {
        var baseType = record.Identity is null ? "ManifestRecord" : "KubernetesObject";
        text.Append($"\n/// <summary>{record.Summary}</summary>\n");
        text.Append($"public sealed record {record.Name} : {baseType}, IManifestRecord<{record.Name}>\n{{\n");
        if (record.Identity is { } identity)
        {
            text.Append($"    /// <inheritdoc/>\n    public override string ApiVersion => \"{identity.ApiVersion}\";\n\n");
            text.Append($"    /// <inheritdoc/>\n    public override string Kind => \"{identity.Kind}\";\n\n");
            text.Append($"    /// <inheritdoc/>\n    public override bool IsNamespaced => {(identity.IsNamespaced ? "true" : "false")};\n\n");
        }

        foreach (var field in record.Fields)
        {
            text.Append($"    /// <summary>Field <c>{field.WireName}</c>{(field.IsRequired ? ", required" : "")}.</summary>\n");
            text.Append($"    public {(field.IsRequired ? "required " : "")}{field.Type.Name}{(field.IsRequired ? "" : "?")} {field.Name} {{ get; init; }}\n\n");
        }

        AppendToNode(text, record);
        AppendFromNode(text, record);
        text.Append("}\n");
    }

    private static void AppendToNode(StringBuilder text, RecordType record)
    {
        text.Append("    /// <inheritdoc/>\n    public override MapNode ToNode()\n    {\n");
        text.Append(record.Identity is null
            ? $"        var node = new MapNode({Math.Min(record.Fields.Count, 8)});\n"
            : $"        var node = NewNode({Math.Min(record.Fields.Count, 8)});\n");
        foreach (var field in record.Fields)
        {
            text.Append($"        {PutOf(field)};\n");
        }

        text.Append("        return node.PutExtra(ExtraFields);\n    }\n");
    }

    private static string PutOf(Field field) => field.Type.Form switch
    {
        FieldForm.Enum => $"node.Put(\"{field.WireName}\", {field.Name}{(field.IsRequired ? "" : "?")}.ToWire())",
        FieldForm.IntOrString => $"node.PutIntOrString(\"{field.WireName}\", {field.Name})",
        FieldForm.List or FieldForm.Map => $"node.Put(\"{field.WireName}\", {field.Name}, {field.Type.Item!.Writer})",
        _ => $"node.Put(\"{field.WireName}\", {field.Name})",
    };

    private static void AppendFromNode(StringBuilder text, RecordType record)
    {
        text.Append($"\n    /// <inheritdoc/>\n    public static {record.Name} FromNode(MapNode node)\n    {{\n");
        text.Append("        var fields = new FieldReader(node);\n");
        if (record.Identity is not null)
        {
            text.Append("        fields.Skip(\"apiVersion\");\n        fields.Skip(\"kind\");\n");
        }

        text.Append($"        return new {record.Name}\n        {{\n");
        if (record.Identity is not null)
        {
            text.Append("            Metadata = fields.Object<ObjectMeta>(\"metadata\") ?? new ObjectMeta(),\n");
        }

        foreach (var field in record.Fields)
        {
            text.Append($"            {field.Name} = {GetOf(field)}{(field.IsRequired ? EmptyOf(field.Type) : "")},\n");
        }

        text.Append("            ExtraFields = fields.Rest(),\n        };\n    }\n");
    }

    private static string GetOf(Field field) => field.Type.Form switch
    {
        FieldForm.Record => $"fields.Object<{field.Type.Name}>(\"{field.WireName}\")",
        FieldForm.List => $"fields.List<{field.Type.Item!.Name}>(\"{field.WireName}\", {field.Type.Item.Reader})",
        FieldForm.Map => $"fields.Map<{field.Type.Item!.Name}>(\"{field.WireName}\", {field.Type.Item.Reader})",
        FieldForm.Reference => $"fields.Get<{field.Type.Name}>(\"{field.WireName}\", {field.Type.Reader})",
        _ => $"fields.GetValue<{field.Type.Name}>(\"{field.WireName}\", {field.Type.Reader})",
    };

    private static string EmptyOf(FieldType type) => type.Form switch
    {
        FieldForm.Record => $" ?? {type.Name}.FromNode(new MapNode())",
        FieldForm.List => " ?? []",
        FieldForm.Map => $" ?? new {type.Name}()",
        FieldForm.Reference when type.Name == "string" => " ?? \"\"",
        FieldForm.Reference when type.Name == "Node" => " ?? ScalarNode.Null",
        FieldForm.Reference => $" ?? new {type.Name}()",
        _ => ".GetValueOrDefault()",
    };
}
