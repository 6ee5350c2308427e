using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Trust.Provisioners;

/// <summary>
/// A JWK provisioner as step-ca keeps it: the public key (RFC 7517), its <c>kid</c>, and the private key encrypted with the provisioner's
/// password, which whoever knows the password fetches from the CA to sign tokens with.
/// </summary>
/// <remarks>The same key and password give the same bytes. Only <see cref="EncryptedKey"/> depends on the password.</remarks>
public sealed class JwkProvisioner
{
    private readonly JsonObject _publicKey;

    private JwkProvisioner(string keyId, JsonObject publicKey, string encryptedKey) =>
        (KeyId, _publicKey, EncryptedKey) = (keyId, publicKey, encryptedKey);

    /// <summary>The RFC 7638 SHA-256 thumbprint of the public key: 43 characters of base64url.</summary>
    public string KeyId { get; }

    /// <summary>The private key as a compact JWE under the password.</summary>
    public string EncryptedKey { get; }

    /// <summary>The public key as a JSON Web Key, with <c>use</c>, <c>alg</c> and <c>kid</c>; a new object each time.</summary>
    public JsonObject PublicKey => (JsonObject)_publicKey.DeepClone();

    /// <summary>The provisioner of an ECDSA P-256 key.</summary>
    /// <param name="pem">The private key in PEM, PKCS#8 or SEC 1, not encrypted.</param>
    /// <param name="password">The provisioner's password.</param>
    /// <exception cref="FormatException">The text is no such key. The message never holds any of it.</exception>
    public static JwkProvisioner FromPem(string pem, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var key = Read(pem);
        var (x, y, d) = (Text(key.Q.X!), Text(key.Q.Y!), Text(key.D!));
        var keyId = Thumbprint(x, y);
        var publicKey = new JsonObject
        {
            ["use"] = "sig",
            ["kty"] = "EC",
            ["kid"] = keyId,
            ["crv"] = "P-256",
            ["alg"] = "ES256",
            ["x"] = x,
            ["y"] = y,
        };
        var privateKey = (JsonObject)publicKey.DeepClone();
        privateKey["d"] = d;
        return new JwkProvisioner(keyId, publicKey, PasswordEnvelope.Seal(privateKey.ToJsonString(), password));
    }

    /// <summary>The RFC 7638 thumbprint of a P-256 key: SHA-256 over its required members in the order of their names.</summary>
    /// <param name="x">The coordinate in base64url.</param>
    /// <param name="y">The coordinate in base64url.</param>
    public static string Thumbprint(string x, string y) =>
        Text(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));

    /// <summary>The <c>kid</c> only.</summary>
    public override string ToString() => $"JWK provisioner {KeyId}";

    private static ECParameters Read(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The inner exception is left out on purpose: nothing of the input may reach a log.
            throw new FormatException("not an ECDSA private key in PEM (PKCS#8 or SEC 1, not encrypted)");
        }

        var parameters = key.ExportParameters(includePrivateParameters: true);
        return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? parameters
            : throw new FormatException("the private key of a provisioner must be on P-256, the curve of ES256");
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
