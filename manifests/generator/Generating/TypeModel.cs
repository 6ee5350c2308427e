namespace Manifests.Generator.Generating;

/// <summary>The C# type of a field, and the code that reads and writes it.</summary>
/// <param name="Name">The type's name as the generated code spells it.</param>
/// <param name="Form">What decides how a field of it is read and written.</param>
/// <param name="Reader">The expression of its <c>NodeReader</c>.</param>
/// <param name="Writer">The expression of a function from it to a node.</param>
/// <param name="Item">The item type of a list or map.</param>
internal sealed record FieldType(string Name, FieldForm Form, string Reader, string Writer, FieldType? Item = null);

/// <summary>The forms of field types.</summary>
internal enum FieldForm
{
    /// <summary>A reference type that is one node: a string or a free-form node.</summary>
    Reference,

    /// <summary>A number or boolean.</summary>
    Value,

    /// <summary>An int-or-string.</summary>
    IntOrString,

    /// <summary>A generated enum.</summary>
    Enum,

    /// <summary>A generated record.</summary>
    Record,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map.</summary>
    Map,
}

/// <summary>A property of a generated record.</summary>
internal sealed record Field(string WireName, string Name, FieldType Type, bool IsRequired);

/// <summary>Group, version and kind of a generated object.</summary>
internal sealed record Identity(string Group, string Version, string Kind, bool IsNamespaced)
{
    internal string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}

/// <summary>A generated record; <paramref name="Identity"/> is set for objects and null for their parts.</summary>
internal sealed record RecordType(string Namespace, string Name, string Summary, Identity? Identity, IReadOnlyList<Field> Fields);

/// <summary>A generated enum with its names on the wire.</summary>
internal sealed record EnumType(string Namespace, string Name, string Summary, IReadOnlyList<string> WireNames);

/// <summary>A generated file.</summary>
internal sealed record SourceFile(string Path, string Snapshot, string Namespace, IReadOnlyList<RecordType> Records, IReadOnlyList<EnumType> Enums);
