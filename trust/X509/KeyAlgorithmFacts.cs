using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>What follows from a <see cref="KeyAlgorithm"/>.</summary>
internal static class KeyAlgorithmFacts
{
    private const string PrimeCurve256 = "1.2.840.10045.3.1.7";
    private const string PrimeCurve384 = "1.3.132.0.34";

    /// <summary>The hash that goes with the curve: of the same strength (RFC 5480, section 4).</summary>
    internal static HashAlgorithmName Hash(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => HashAlgorithmName.SHA256,
        KeyAlgorithm.EcdsaP384 => HashAlgorithmName.SHA384,
        _ => throw new UnreachableException(),
    };

    /// <summary>The object identifier of ecdsa-with-SHA256 or ecdsa-with-SHA384 (RFC 5758, section 3.2).</summary>
    internal static string SignatureOid(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => "1.2.840.10045.4.3.2",
        KeyAlgorithm.EcdsaP384 => "1.2.840.10045.4.3.3",
        _ => throw new UnreachableException(),
    };

    /// <summary>The name that people use.</summary>
    internal static string Word(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => "ECDSA P-256",
        KeyAlgorithm.EcdsaP384 => "ECDSA P-384",
        _ => throw new UnreachableException(),
    };

    /// <summary>The algorithm of an EC key on one of the two curves, or null.</summary>
    internal static KeyAlgorithm? Of(ECCurve curve) => curve.Oid?.Value switch
    {
        PrimeCurve256 => KeyAlgorithm.EcdsaP256,
        PrimeCurve384 => KeyAlgorithm.EcdsaP384,
        _ => null,
    };

    /// <summary>The algorithm of a certificate's or request's key, or null where it is another.</summary>
    internal static KeyAlgorithm? Of(PublicKey publicKey)
    {
        using var key = publicKey.GetECDsaPublicKey();
        return key is null ? null : Of(key.ExportParameters(includePrivateParameters: false).Curve);
    }
}
