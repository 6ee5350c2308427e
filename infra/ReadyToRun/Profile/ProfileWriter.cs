using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StartupProfile;

/// <summary>
/// Writes the compiler's form of a profile (<c>.mibc</c>): an assembly whose global method <c>AssemblyDictionary</c> loads, for each set of assemblies, its
/// name and a token of the method that loads the tokens of the methods that only this set has to do with. None of it ever runs.
/// </summary>
internal sealed class ProfileWriter(TypeIndex types)
{
    private readonly ProfileTypes _types = new(types);
    private readonly SortedDictionary<string, List<MemberReferenceHandle>> _groups = new(StringComparer.Ordinal);

    /// <summary>
    /// Names the methods of a type. A type that is gone, or was closed over one that is gone, is left out: it costs time at run time and nothing else.
    /// </summary>
    public void Add(ClosedType type)
    {
        foreach (var source in types.Find(type.Name))
        {
            if (_types.Specification(type, source) is not { } parent)
            {
                continue;
            }

            foreach (var method in source.Definition.GetMethods().Select(source.Reader.GetMethodDefinition))
            {
                // A method with type parameters of its own is compiled with whoever calls it.
                if (method.RelativeVirtualAddress != 0 && method.GetGenericParameters().Count == 0 && _types.Signature(method.Signature, source) is { } signature)
                {
                    var group = string.Concat(parent.Assemblies.Union(signature.Assemblies).Except([source.Assembly]).Order(StringComparer.Ordinal)
                        .Prepend(source.Assembly).Select(assembly => $"{assembly};"));
                    (_groups.TryGetValue(group, out var methods) ? methods : _groups[group] = [])
                        .Add(_types.Method(parent.Handle, source.Reader.GetString(method.Name), signature.Blob));
                }
            }
        }
    }

    /// <summary>The profile.</summary>
    public byte[] ToBytes()
    {
        var metadata = _types.Metadata;
        metadata.AddModule(0, metadata.GetOrAddString("startup.mibc"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("startup"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);

        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach (var (index, group) in _groups.Keys.Index())
        {
            dictionary.LoadString(metadata.GetOrAddUserString(group));
            LoadToken(dictionary, MetadataTokens.MethodDefinitionHandle(index + 2));
        }

        Method(bodies, "AssemblyDictionary", dictionary);
        foreach (var (group, methods) in _groups)
        {
            var body = new InstructionEncoder(new BlobBuilder());
            methods.ForEach(method => LoadToken(body, method));
            Method(bodies, $"Assemblies_{group}", body);
        }

        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var file = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), code).Serialize(file);
        return file.ToArray();
    }

    private static void LoadToken(InstructionEncoder body, EntityHandle handle)
    {
        body.OpCode(ILOpCode.Ldtoken);
        body.Token(handle);
        body.OpCode(ILOpCode.Pop);
    }

    private void Method(MethodBodyStreamEncoder bodies, string name, InstructionEncoder body)
    {
        body.OpCode(ILOpCode.Ret);
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, returns => returns.Void(), _ => { });
        _types.Metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, _types.Metadata.GetOrAddString(name),
            _types.Metadata.GetOrAddBlob(signature), bodies.AddMethodBody(body), default);
    }
}
