using System.Diagnostics;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Trust.X509;
using BouncyInteger = Org.BouncyCastle.Math.BigInteger;

namespace Trust.Issuing;

/// <summary>
/// ECDSA whose nonce follows from key and message (RFC 6979), so that the same input gives the same certificate. The platform has no such
/// mode; it does all the rest.
/// </summary>
internal static class DeterministicEcdsa
{
    /// <summary>The signature of the data's digest, as X.509 carries it: a DER sequence of r and s (RFC 5480, appendix A).</summary>
    internal static byte[] Sign(KeyAlgorithm algorithm, byte[] scalar, ReadOnlySpan<byte> data)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(Digest(algorithm)));
        signer.Init(true, new ECPrivateKeyParameters(new BouncyInteger(1, scalar), Domain(algorithm)));
        var signature = signer.GenerateSignature(CryptographicOperations.HashData(algorithm.Hash(), data));

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var part in signature)
            {
                writer.WriteInteger(new BigInteger(part.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true));
            }
        }

        return writer.Encode();
    }

    private static ECDomainParameters Domain(KeyAlgorithm algorithm)
    {
        var curve = CustomNamedCurves.GetByName(CurveName(algorithm));
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }

    private static string CurveName(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => "secp256r1",
        KeyAlgorithm.EcdsaP384 => "secp384r1",
        _ => throw new UnreachableException(),
    };

    private static IDigest Digest(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => new Sha256Digest(),
        KeyAlgorithm.EcdsaP384 => new Sha384Digest(),
        _ => throw new UnreachableException(),
    };
}
