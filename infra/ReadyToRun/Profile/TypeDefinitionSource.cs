using System.Reflection.Metadata;

namespace StartupProfile;

/// <summary>Where a type is defined.</summary>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Reader">Its metadata.</param>
/// <param name="Handle">The type's row in it.</param>
internal readonly record struct TypeDefinitionSource(string Assembly, MetadataReader Reader, TypeDefinitionHandle Handle)
{
    /// <summary>The type's row.</summary>
    public TypeDefinition Definition => Reader.GetTypeDefinition(Handle);

    /// <summary>Whether values of the type are not references.</summary>
    public bool IsValueType => BaseName() is "ValueType" or "Enum";

    private string? BaseName() => Definition.BaseType switch
    {
        { IsNil: true } => null,
        { Kind: HandleKind.TypeReference } handle => Reader.GetString(Reader.GetTypeReference((TypeReferenceHandle)handle).Name),
        { Kind: HandleKind.TypeDefinition } handle => Reader.GetString(Reader.GetTypeDefinition((TypeDefinitionHandle)handle).Name),
        _ => null,
    };
}
