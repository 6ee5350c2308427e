using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Trust.Provisioners;

/// <summary>
/// Text under a password as a compact JWE (RFC 7516) in the form that step-ca's clients open: <c>PBES2-HS256+A128KW</c> (RFC 7518, section 4.8) over
/// <c>A256GCM</c>.
/// </summary>
/// <remarks>
/// Salt, content key and nonce are derived (HKDF-SHA-256) from the password and the text instead of drawn: an unchanged text stays unchanged bytes, and
/// another text has another key, so that no nonce is ever used twice under one key. Whoever could compute them knows the text already.
/// </remarks>
internal static class PasswordEnvelope
{
    /// <summary>
    /// The rounds of PBKDF2. They slow guessing down; the passwords here are random and far too long to be guessed, so this is what step's own tools
    /// took for years rather than the most that clients accept.
    /// </summary>
    private const int Rounds = 100_000;

    private const string Algorithm = "PBES2-HS256+A128KW";
    private const int SaltSize = 16;
    private const int ContentKeySize = 32;
    private const int WrappingKeySize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The text, encrypted.</summary>
    public static string Seal(string text, string password)
    {
        var (plain, secret) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(password));
        var seed = HMACSHA256.HashData(secret, plain);
        var salt = Derive(seed, SaltSize, "salt");
        var contentKey = Derive(seed, ContentKeySize, "content key");
        var nonce = Derive(seed, NonceSize, "nonce");

        var header = Text(Encoding.ASCII.GetBytes(
            $$"""{"alg":"{{Algorithm}}","cty":"jwk+json","enc":"A256GCM","p2c":{{Rounds}},"p2s":"{{Text(salt)}}"}"""));
        var (cipher, tag) = (new byte[plain.Length], new byte[TagSize]);
        using var gcm = new AesGcm(contentKey, TagSize);
        gcm.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(header));
        return string.Join('.', header, Text(Wrap(contentKey, secret, salt)), Text(nonce), Text(cipher), Text(tag));
    }

    /// <summary>The content key under the password (RFC 3394); the salt is the algorithm's name, a zero byte and the header's <c>p2s</c>.</summary>
    private static byte[] Wrap(byte[] contentKey, byte[] password, byte[] salt)
    {
        byte[] salted = [.. Encoding.ASCII.GetBytes(Algorithm), 0, .. salt];
        var wrappingKey = Rfc2898DeriveBytes.Pbkdf2(password, salted, Rounds, HashAlgorithmName.SHA256, WrappingKeySize);
        var engine = new AesWrapEngine();
        engine.Init(true, new KeyParameter(wrappingKey));
        return engine.Wrap(contentKey, 0, contentKey.Length);
    }

    private static byte[] Derive(byte[] seed, int size, string use) =>
        HKDF.Expand(HashAlgorithmName.SHA256, seed, size, Encoding.ASCII.GetBytes(use));

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
