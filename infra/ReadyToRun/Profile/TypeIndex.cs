using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StartupProfile;

/// <summary>The types of some assemblies, by name.</summary>
internal sealed class TypeIndex : IDisposable
{
    private readonly List<PEReader> _files = [];
    private readonly Dictionary<string, List<TypeDefinitionSource>> _types = new(StringComparer.Ordinal);

    /// <summary>Reads assemblies; native libraries among them are passed over.</summary>
    public static TypeIndex Of(IEnumerable<string> paths)
    {
        var index = new TypeIndex();
        foreach (var path in paths)
        {
            index.Read(path);
        }

        return index;
    }

    /// <summary>The types of a name: several where assemblies have copies of their own, none where it is gone.</summary>
    public IReadOnlyList<TypeDefinitionSource> Find(string name) => _types.GetValueOrDefault(name, []);

    /// <summary>The name that events call a type by: namespace, declaring types with pluses between them, and arity.</summary>
    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}+{reader.GetString(type.Name)}"
            : Qualified(reader, type.Namespace, type.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Read(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        _files.Add(file);
        if (!file.HasMetadata || file.GetMetadataReader() is not { IsAssembly: true } reader)
        {
            return;
        }

        var assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = NameOf(reader, handle);
            (_types.TryGetValue(name, out var sources) ? sources : _types[name] = []).Add(new TypeDefinitionSource(assembly, reader, handle));
        }
    }

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{NameOf(reader, outer)}+{reader.GetString(type.Name)}"
            : Qualified(reader, type.Namespace, type.Name);
    }

    private static string Qualified(MetadataReader reader, StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? reader.GetString(name) : $"{reader.GetString(@namespace)}.{reader.GetString(name)}";
}
