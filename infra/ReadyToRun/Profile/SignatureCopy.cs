using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace StartupProfile;

/// <summary>Copies a signature (ECMA-335, II.23.2) from one assembly to another, whose tokens of types differ.</summary>
/// <param name="source">The signature.</param>
/// <param name="target">Gets the copy.</param>
/// <param name="reference">The copy's token of a type; null where it has none.</param>
internal sealed class SignatureCopy(BlobReader source, BlobBuilder target, Func<EntityHandle, TypeReferenceHandle?> reference)
{
    private BlobReader _source = source;

    /// <summary>Copies a method's signature; false where it cannot be said in the other assembly.</summary>
    public bool TryMethod()
    {
        var header = _source.ReadSignatureHeader();
        target.WriteByte(header.RawValue);
        if (header.IsGeneric)
        {
            Number();
        }

        var parameters = Number();
        return TryTypes(parameters + 1);
    }

    private bool TryTypes(int count) => Enumerable.Range(0, count).All(_ => TryType());

    private bool TryType()
    {
        var code = _source.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.TypeHandle)
        {
            // The reader gives one code for classes and for values; the byte before says which.
            _source.Offset--;
            target.WriteByte(_source.ReadByte());
            return TryToken();
        }

        target.WriteByte((byte)code);
        switch (code)
        {
            case SignatureTypeCode.OptionalModifier or SignatureTypeCode.RequiredModifier:
                return TryToken() && TryType();
            case SignatureTypeCode.Pointer or SignatureTypeCode.ByReference or SignatureTypeCode.SZArray or SignatureTypeCode.Pinned:
                return TryType();
            case SignatureTypeCode.GenericTypeInstance:
                return TryType() && TryTypes(Number());
            case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                Number();
                return true;
            default:
                return code is not (SignatureTypeCode.Array or SignatureTypeCode.FunctionPointer or SignatureTypeCode.Invalid);
        }
    }

    private bool TryToken()
    {
        if (reference(_source.ReadTypeHandle()) is not { } handle)
        {
            return false;
        }

        target.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(handle));
        return true;
    }

    private int Number()
    {
        var number = _source.ReadCompressedInteger();
        target.WriteCompressedInteger(number);
        return number;
    }
}
