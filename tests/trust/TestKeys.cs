using System.Security.Cryptography;
using System.Text;
using Trust.Issuing;
using Trust.X509;

namespace Tests.Trust;

/// <summary>Keys made at run time from a name, so that certificates made from them can be compared byte by byte.</summary>
internal static class TestKeys
{
    internal static SigningKey Create(string name, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256) => SigningKey.FromPem(Pem(name, algorithm));

    internal static string Pem(string name, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256)
    {
        using var key = Platform(name, algorithm);
        return key.ExportPkcs8PrivateKeyPem();
    }

    internal static ECDsa Platform(string name, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256) =>
        ECDsa.Create(new ECParameters { Curve = Curve(algorithm), D = Scalar(name, algorithm) });

    private static ECCurve Curve(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.EcdsaP256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384;

    private static byte[] Scalar(string name, KeyAlgorithm algorithm)
    {
        var length = algorithm == KeyAlgorithm.EcdsaP256 ? 32 : 48;
        var scalar = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(name), length);
        scalar[0] &= 0x7F; // below the order of either curve
        return scalar;
    }
}
