using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;
using BouncyInteger = Org.BouncyCastle.Math.BigInteger;

namespace Trust.Sealing;

/// <summary>
/// Seals the values of one Secret for one controller, in the format of bitnami-labs/sealed-secrets (pkg/crypto): the length of the RSA part
/// in two bytes, a session key under RSA-OAEP with SHA-256 and the scope as label (RFC 8017, section 7.1), and the value under
/// AES-256-GCM with a zero nonce.
/// </summary>
/// <remarks>
/// A value that did not change is sealed to the same bytes, so a committed tree shows what changed. Session keys and OAEP seeds are
/// derived from a secret that readers of the tree do not have: derived from the value alone, a guess of it could be tried offline.
/// </remarks>
public sealed class SecretSealer
{
    private const int SessionKeySize = 32;
    private const int TagSize = 16;

    private readonly SealingCertificate _certificate;
    private readonly byte[] _secret;

    /// <param name="certificate">The controller's certificate.</param>
    /// <param name="secret">What session keys are derived from, at least 32 bytes that no reader of the result knows.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public SecretSealer(SealingCertificate certificate, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (secret.Length < SessionKeySize)
        {
            throw new ArgumentException($"the secret has {secret.Length} bytes; at least {SessionKeySize} are needed", nameof(secret));
        }

        _certificate = certificate;
        _secret = secret.ToArray();
    }

    /// <summary>Seals one value.</summary>
    /// <param name="scope">Where it can be opened.</param>
    /// <param name="namespace">The namespace of its Secret.</param>
    /// <param name="name">The name of its Secret.</param>
    /// <param name="key">The key under which the Secret holds it.</param>
    /// <param name="value">The value itself, not in base64.</param>
    /// <returns>The sealed value in base64, as <c>spec.encryptedData</c> holds it.</returns>
    public string Seal(SealingScope scope, string @namespace, string name, string key, ReadOnlySpan<byte> value)
    {
        var label = Label(scope, @namespace, name);
        var digest = SHA256.HashData(value);
        var context = Encoding.UTF8.GetBytes($"{_certificate.KeyFingerprint.Hex}\n{scope}\n{@namespace}\n{name}\n{key}\n{Convert.ToHexString(digest)}");
        var sessionKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, SessionKeySize, salt: "session key"u8.ToArray(), info: context);
        var wrapped = Wrap(sessionKey, label, HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, SessionKeySize, salt: "OAEP seed"u8.ToArray(), info: context));

        var sealedValue = new byte[2 + wrapped.Length + value.Length + TagSize];
        BinaryPrimitives.WriteUInt16BigEndian(sealedValue, checked((ushort)wrapped.Length));
        wrapped.CopyTo(sealedValue, 2);
        var body = sealedValue.AsSpan(2 + wrapped.Length);
        using var aes = new AesGcm(sessionKey, TagSize);
        // A session key seals one value, once, so the nonce need not differ.
        aes.Encrypt(new byte[AesGcm.NonceByteSizes.MaxSize], value, body[..value.Length], body[value.Length..]);
        return Convert.ToBase64String(sealedValue);
    }

    // The platform's RSA draws the OAEP seed itself and takes no label.
    private byte[] Wrap(byte[] sessionKey, byte[] label, byte[] seed)
    {
        var generator = new DigestRandomGenerator(new Sha256Digest());
        generator.AddSeedMaterial(seed);
        var modulus = new BouncyInteger(1, _certificate.Key.Modulus);
        var key = new RsaKeyParameters(isPrivate: false, modulus, new BouncyInteger(1, _certificate.Key.Exponent));
        var oaep = new OaepEncoding(new RsaEngine(), new Sha256Digest(), new Sha256Digest(), label);
        oaep.Init(forEncryption: true, new ParametersWithRandom(key, new SecureRandom(generator)));
        return oaep.ProcessBlock(sessionKey, 0, sessionKey.Length);
    }

    private static byte[] Label(SealingScope scope, string @namespace, string name) => Encoding.UTF8.GetBytes(scope switch
    {
        SealingScope.Strict => $"{@namespace}/{name}",
        SealingScope.NamespaceWide => @namespace,
        _ => "",
    });
}
