using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Hermetic;

/// <summary>
/// The keys and passwords of hermetic runs: derived by HKDF-SHA-256 (RFC 5869) from a fixed, public seed and the resource's name. The same
/// resource gets the same bytes on every machine; being public, they protect nothing, and they are never printed all the same.
/// </summary>
internal sealed class HermeticKeys : IKeySource
{
    /// <summary>The one instance.</summary>
    public static HermeticKeys Instance { get; } = new();

    private static readonly byte[] Seed = "mtls hermetic run: these keys are public and protect nothing"u8.ToArray();

    /// <summary>An EC private key whose scalar is derived from the resource's name (SEC 1; FIPS 186-5, appendix A.2.1).</summary>
    /// <inheritdoc/>
    public ECDsa PrivateKey(string curve, string type, string name)
    {
        var resource = $"{type}::{name}";
        var (named, order) = curve switch
        {
            "P256" => (ECCurve.NamedCurves.nistP256, P256Order),
            "P384" => (ECCurve.NamedCurves.nistP384, P384Order),
            _ => throw new ArgumentException($"{resource}: the curve '{curve}' is not one of P256, P384", nameof(curve)),
        };

        // 64 bits more than the order has, so that the reduction is unbiased.
        var size = order.GetByteCount(isUnsigned: true);
        var scalar = new BigInteger(Derive(resource, size + 8), isUnsigned: true, isBigEndian: true) % (order - 1) + 1;
        var d = new byte[size];
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(d, size - bytes.Length);
        return ECDsa.Create(new ECParameters { Curve = named, D = d });
    }

    /// <summary>A password of letters and digits.</summary>
    /// <inheritdoc/>
    public string Password(int length, string type, string name) =>
        string.Concat(Derive($"{type}::{name}", length).Select(b => Alphabet[b % Alphabet.Length]));

    private HermeticKeys()
    {
    }

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly BigInteger P256Order = Hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly BigInteger P384Order =
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    private static byte[] Derive(string resource, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Seed, length, info: Encoding.UTF8.GetBytes(resource));

    private static BigInteger Hex(string digits) => new(Convert.FromHexString(digits), isUnsigned: true, isBigEndian: true);
}
