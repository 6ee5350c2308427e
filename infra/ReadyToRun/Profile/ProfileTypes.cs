using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace StartupProfile;

/// <summary>The types and signatures of a profile: other assemblies', said in its own metadata.</summary>
internal sealed class ProfileTypes(TypeIndex types)
{
    private const string Core = "System.Private.CoreLib";

    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<TypeDefinitionSource, TypeReferenceHandle> _references = [];

    /// <summary>The profile's metadata.</summary>
    public MetadataBuilder Metadata { get; } = new();

    /// <summary>A closed type, and the assemblies that it has to do with; null where one of its arguments is not known.</summary>
    /// <param name="type">The type.</param>
    /// <param name="source">Which definition of its name.</param>
    public (TypeSpecificationHandle Handle, IReadOnlySet<string> Assemblies)? Specification(ClosedType type, TypeDefinitionSource source)
    {
        var (blob, assemblies) = (new BlobBuilder(), new HashSet<string>(StringComparer.Ordinal));
        return Write(type, source, new BlobEncoder(blob).TypeSpecificationSignature(), assemblies)
            ? (Metadata.AddTypeSpecification(Metadata.GetOrAddBlob(blob)), assemblies)
            : null;
    }

    /// <summary>A method's signature, and the assemblies that it has to do with; null where it has a type that is not known, or function pointers.</summary>
    public (BlobHandle Blob, IReadOnlySet<string> Assemblies)? Signature(BlobHandle signature, TypeDefinitionSource source)
    {
        var (blob, assemblies) = (new BlobBuilder(), new HashSet<string>(StringComparer.Ordinal));
        var copy = new SignatureCopy(
            source.Reader.GetBlobReader(signature), blob, handle => Find(handle, source) is { } type ? Reference(type, assemblies) : null);
        return copy.TryMethod() ? (Metadata.GetOrAddBlob(blob), assemblies) : null;
    }

    /// <summary>A method of a closed type.</summary>
    public MemberReferenceHandle Method(TypeSpecificationHandle parent, string name, BlobHandle signature) =>
        Metadata.AddMemberReference(parent, Metadata.GetOrAddString(name), signature);

    private TypeDefinitionSource? Find(EntityHandle handle, TypeDefinitionSource source) => handle.Kind switch
    {
        HandleKind.TypeDefinition => source with { Handle = (TypeDefinitionHandle)handle },
        HandleKind.TypeReference when types.Find(TypeIndex.NameOf(source.Reader, (TypeReferenceHandle)handle)) is [var first, ..] => first,
        _ => null,
    };

    private bool Write(ClosedType type, TypeDefinitionSource? source, SignatureTypeEncoder encoder, HashSet<string> assemblies)
    {
        for (var rank = 0; rank < type.Ranks; rank++)
        {
            encoder = encoder.SZArray();
        }

        if (Primitive(type.Name) is { } primitive)
        {
            assemblies.Add(Core);
            encoder.PrimitiveType(primitive);
            return true;
        }

        if ((source ?? (types.Find(type.Name) is [var first, ..] ? first : null)) is not { } definition)
        {
            return false;
        }

        var reference = Reference(definition, assemblies);
        if (type.Arguments.Count == 0)
        {
            encoder.Type(reference, definition.IsValueType);
            return true;
        }

        var arguments = encoder.GenericInstantiation(reference, type.Arguments.Count, definition.IsValueType);
        return type.Arguments.All(argument => Write(argument, null, arguments.AddArgument(), assemblies));
    }

    private TypeReferenceHandle Reference(TypeDefinitionSource source, HashSet<string> assemblies)
    {
        assemblies.Add(source.Assembly);
        if (!_references.TryGetValue(source, out var reference))
        {
            var type = source.Definition;
            EntityHandle scope = type.GetDeclaringType() is { IsNil: false } outer ? Reference(source with { Handle = outer }, assemblies) : Assembly(source.Assembly);
            _references[source] = reference = Metadata.AddTypeReference(
                scope, Metadata.GetOrAddString(source.Reader.GetString(type.Namespace)), Metadata.GetOrAddString(source.Reader.GetString(type.Name)));
        }

        return reference;
    }

    private AssemblyReferenceHandle Assembly(string name) => _assemblies.TryGetValue(name, out var handle) ? handle
        : _assemblies[name] = Metadata.AddAssemblyReference(Metadata.GetOrAddString(name), new Version(0, 0, 0, 0), default, default, default, default);

    private static PrimitiveTypeCode? Primitive(string name) => name switch
    {
        ClosedType.AnyReference => PrimitiveTypeCode.Object,
        _ when name.StartsWith("System.", StringComparison.Ordinal) && Enum.TryParse<PrimitiveTypeCode>(name.AsSpan("System.".Length), out var code)
            && code is not (PrimitiveTypeCode.Void or PrimitiveTypeCode.TypedReference) => code,
        _ => null,
    };
}
